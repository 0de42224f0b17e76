package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.LogbackProgram;
import com.example.OwnAppenderProgram;
import com.example.RedeployingProgram;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that log through Logback: each event once, as the program's own appenders saw it. */
@SuppressWarnings("NullAway")
final class LogbackTest {
  private static final String NEWEST = "logback-1.5.38";

  @TempDir private Path work;
  private Destination destination;

  @BeforeEach
  void startDestination() throws Exception {
    destination = Destination.start();
  }

  @AfterEach
  void stopDestination() {
    destination.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback-1.2.13", NEWEST})
  void shipsEachEventWithAllThatItHas(String version) throws Exception {
    ChildProgram.Result result = program("every-kind").withFramework(version).run();

    List<JsonNode> events = destination.events();
    assertThat(events).hasSize(3);
    JsonNode first = events.get(0);
    assertThat(first.path("message").asText()).isEqualTo("order 17 accepted");
    assertThat(first.path("logger").asText()).isEqualTo("com.example.Program");
    assertThat(first.path("thread").asText()).isEqualTo("main");
    assertThat(first.at("/mdc/trace_id").asText()).isEqualTo("4bf92f35");
    assertThat(first.at("/mdc/span_id").asText()).isEqualTo("00f067aa");
    assertThat(first.at("/markers/0").asText()).isEqualTo("AUDIT");
    assertThat(events.get(1).path("level").asText()).isEqualTo("DEBUG");
    assertThat(events.get(2).at("/exception/stack").asText()).contains("Caused by: java.io.IO");
    assertThat(result.stderr().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("ringtail info"));
    assertThat(result.stderr())
        .contains("hooks [ch.qos.logback.classic.Logger.callAppenders]", "destination cloudwatch")
        .contains("captured 3, delivered 3, handed to stdout 0, dropped 0");
  }

  @OnEachJdk
  void shipsWhatIsLoggedBeforeAContextIsReset(Path jdk) throws Exception {
    program("reset").withFramework(NEWEST).on(jdk).run();

    assertThat(destination.messages())
        .containsExactly("before the reset", "between, with no appender at all", "after the reset");
  }

  @OnEachJdk
  void shipsWhatARedactingAppenderHasLeft(Path jdk) throws Exception {
    ChildProgram.Result alone =
        program("redact").withFramework(NEWEST).withoutAgent().on(jdk).run();
    ChildProgram.Result attached = program("redact").withFramework(NEWEST).on(jdk).run();

    assertThat(alone.stdout()).isEqualTo("card ***\n");
    assertThat(attached.stdout()).isEqualTo(alone.stdout());
    assertThat(destination.messages()).containsExactly("card ***");
  }

  @Test
  void followsAnArgumentThatLogs() throws Exception {
    ChildProgram.Result result = program("recursion").withFramework(NEWEST).run();

    // What is logged inside an appender, Logback keeps from that appender.
    assertThat(result.stdout()).containsOnlyOnce("outer argument").doesNotContain("inner");
    assertThat(destination.messages())
        .containsExactlyInAnyOrder("inner", "from inside", "outer argument");
  }

  @Test
  void warnsOfAnotherAppenderForTheSameDestination() throws Exception {
    ChildProgram.Result result =
        program("foreign").withFramework(NEWEST).withFramework("foreign-appender").run();

    assertThat(destination.messages()).containsExactly("before", "loaded AwsLogsAppender");
    assertThat(result.agentLines())
        .filteredOn(line -> line.startsWith("ringtail warning"))
        .singleElement()
        .asString()
        .contains("ca.pjer.logback.AwsLogsAppender", "arrives twice", "take one of the two away");
  }

  @Test
  void leavesItToOurAppenderWhileThatIsThere() throws Exception {
    ChildProgram.Result result =
        ChildProgram.of(work, OwnAppenderProgram.class, "for-a-while")
            .to(destination)
            .withOurAppender()
            .run();

    assertThat(result.stderr()).doesNotContain("the appender stays off");
    assertThat(destination.loggedMessages())
        .as(result.stderr())
        .containsExactlyInAnyOrder(
            "before the appender", "with the appender", "in another context", "after the appender");
  }

  @OnEachJdk
  void letsGoOfAWebApplicationsLoader(Path jdk) throws Exception {
    List<String> jars;
    try (Stream<Path> files = Files.list(Path.of("target", "frameworks", NEWEST))) {
      jars = Stream.concat(files.map(Path::toString), Stream.of("target/test-classes/")).toList();
    }
    ChildProgram.Result result =
        ChildProgram.of(work, RedeployingProgram.class, jars.toArray(String[]::new))
            .to(destination)
            .on(jdk)
            .run();

    assertThat(result.stdout()).contains("alive 0");
    assertThat(destination.loggedMessages()).hasSize(20 * 3);
  }

  private ChildProgram program(String argument) {
    return ChildProgram.of(work, LogbackProgram.class, argument).to(destination);
  }
}
