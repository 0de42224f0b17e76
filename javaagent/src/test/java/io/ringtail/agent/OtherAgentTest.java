package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.TracedProgram;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenTelemetry's agent beside ours, whichever is named first. */
final class OtherAgentTest {
  static Stream<Arguments> ordersOnEachJdk() {
    return Jdks.all().stream()
        .flatMap(jdk -> Stream.of(Arguments.of(true, jdk), Arguments.of(false, jdk)));
  }

  @ParameterizedTest(name = "ours first: {0}, {1}")
  @MethodSource("ordersOnEachJdk")
  void shipsEachEventOnceWithTheTraceIdsThatTheProgramSees(
      boolean oursFirst, Path jdk, @TempDir Path work) throws Exception {
    try (Destination destination = Destination.start()) {
      String ours = "-javaagent:" + ChildProgram.AGENT;
      String other = "-javaagent:" + openTelemetry();
      ChildProgram.Result result =
          ChildProgram.of(work, TracedProgram.class)
              .to(destination)
              .withFramework("logback-1.5.38")
              .attachedBy(oursFirst ? ours + " " + other : other + " " + ours)
              .with("OTEL_TRACES_EXPORTER", "none")
              .with("OTEL_METRICS_EXPORTER", "none")
              .with("OTEL_LOGS_EXPORTER", "none")
              .with("OTEL_INSTRUMENTATION_COMMON_DEFAULT_ENABLED", "false")
              .with("OTEL_INSTRUMENTATION_LOGBACK_APPENDER_ENABLED", "true")
              .with("OTEL_INSTRUMENTATION_LOGBACK_MDC_ENABLED", "true")
              .with("OTEL_INSTRUMENTATION_METHODS_ENABLED", "true")
              .with(
                  "OTEL_INSTRUMENTATION_METHODS_INCLUDE", TracedProgram.class.getName() + "[order]")
              .on(jdk)
              .run();

      assertThat(destination.loggedMessages())
          .as(result.stderr())
          .containsExactly("order 1 accepted", "order 2 accepted");
      List<JsonNode> events = destination.loggedEvents();
      List<String> shipped =
          events.stream().map(event -> event.at("/mdc/trace_id").asText()).toList();
      assertThat(shipped).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{32}"));
      assertThat(result.stdout().lines()).containsExactlyElementsOf(shipped);
      assertThat(events).allMatch(each -> each.at("/mdc/span_id").asText().length() == 16);
      assertThat(result.agentLines()).hasSize(2).allMatch(line -> line.startsWith("ringtail info"));
    }
  }

  private static Path openTelemetry() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "frameworks", "opentelemetry"))) {
      return jars.findFirst().orElseThrow().toAbsolutePath();
    }
  }
}
