package io.ringtail.agent.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.agent.ChildProgram;
import io.ringtail.agent.Destination;
import io.ringtail.agent.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fat jars of Spring Boot: what is logged from before the context until after its end, once. */
final class BootTest {
  private static final Pattern LOGGED = Pattern.compile("logged (\\d+)");

  /**
   * A line of Boot's console appender, or of the one that Logback has before Boot configures it.
   */
  private static final Pattern PRINTED =
      Pattern.compile(
          "(?:\\d{4}-\\d\\d-\\d\\d[T ]\\S+ +[A-Z]+ \\d+ --- .*"
              + "|\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\[.*)");

  static List<Arguments> boots() {
    List<Arguments> boots = new ArrayList<>();
    // The one of 2.7 knows no class files newer than Java 21's.
    boots.add(Arguments.of("2.7", Jdks.current()));
    for (Path jdk : Jdks.all()) {
      boots.add(Arguments.of("3.5", jdk));
      boots.add(Arguments.of("4.1", jdk));
    }
    return boots;
  }

  @ParameterizedTest
  @MethodSource("boots")
  void shipsEveryEventOnce(String boot, Path jdk, @TempDir Path work) throws Exception {
    try (Destination destination = Destination.start()) {
      ChildProgram program =
          ChildProgram.ofJar(work, Path.of("boot", boot, "target", "boot.jar"))
              .to(destination)
              .with("RINGTAIL_STDOUT", "off")
              // What waits for the client's start fits, however slow the machine is.
              .withFlag("-Xmx256m")
              .on(jdk);
      ChildProgram.Result result =
          program.run(
              process -> {
                await().atMost(Duration.ofSeconds(60)).until(() -> isReady(program));
                process.destroy();
              });

      assertThat(result.exitCode()).as(result.stderr()).isEqualTo(143);
      List<JsonNode> events = destination.events();
      assertThat(ofProgram(events))
          .as(result.stderr())
          .containsExactlyInAnyOrderElementsOf(logged(result));
      assertThat(messages(events)).anyMatch(message -> message.startsWith("Starting BootProgram"));
      assertThat(events).hasSize((int) result.stdout().lines().filter(BootTest::isEvent).count());
      assertThat(events.stream().mapToLong(event -> event.path("seq").asLong()))
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(StopLine.in(result.agentLines()))
          .isEqualTo(new StopLine(events.size(), events.size()));
    }
  }

  private static boolean isReady(ChildProgram program) {
    try {
      return Files.readString(program.stdoutFile()).contains("ready\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEvent(String line) {
    return PRINTED.matcher(line).matches();
  }

  /** What the program says that it has logged. */
  private static List<String> logged(ChildProgram.Result result) {
    Matcher line = LOGGED.matcher(result.stdout());
    assertThat(line.find()).as(result.stdout()).isTrue();
    int count = Integer.parseInt(line.group(1));
    List<String> messages = new ArrayList<>(List.of("before Spring"));
    IntStream.rangeClosed(1, count).forEach(i -> messages.add("event " + i));
    messages.add("after " + count + " events");
    return messages;
  }

  private static List<String> ofProgram(List<JsonNode> events) {
    return messages(
        events.stream()
            .filter(event -> event.path("logger").asText().matches("com.example.boot.(Early|Load)"))
            .toList());
  }

  private static List<String> messages(List<JsonNode> events) {
    return events.stream().map(event -> event.path("message").asText()).toList();
  }
}
