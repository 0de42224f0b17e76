package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.Log4jProgram;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that log through Log4j 2: each event once, in whatever way it is made asynchronous. */
@SuppressWarnings("NullAway")
final class Log4jTest {
  private static final String OLDEST = "log4j-2.6";
  private static final String NEWEST = "log4j-2.26.1";

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
  @ValueSource(strings = {OLDEST, NEWEST})
  void shipsEachEventWithAllThatItHas(String version) throws Exception {
    ChildProgram.Result result =
        program("every-kind", version, "sync").with("RINGTAIL_CALLER_DATA", "true").run();

    List<JsonNode> events = destination.events();
    assertThat(destination.messages())
        .as(result.stderr())
        .containsExactly("order 17 accepted", "of a level of its own", "failed");
    JsonNode first = events.get(0);
    assertThat(first.path("level").asText()).isEqualTo("INFO");
    assertThat(first.path("logger").asText()).isEqualTo("com.example.Program");
    assertThat(first.path("thread").asText()).isEqualTo("main");
    assertThat(first.at("/mdc/trace_id").asText()).isEqualTo("4bf92f35");
    assertThat(first.at("/markers/0").asText()).isEqualTo("LOGIN");
    assertThat(first.at("/markers/1").asText()).isEqualTo("AUDIT");
    assertThat(first.toString())
        .contains("com.example.Log4jProgram", "everyKind", "Log4jProgram.java");
    assertThat(events.get(1).path("level").asText()).isEqualTo("WARN");
    assertThat(events.get(1).has("mdc")).isFalse();
    assertThat(events.get(2).at("/exception/stack").asText())
        .startsWith("java.lang.IllegalStateException: outer\n\tat com.example.Log4jProgram")
        .contains("Caused by: java.io.IOException: reset");
    assertThat(result.stdout().lines().toList()).startsWith(destination.messages().get(0));
    assertThat(result.agentLines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("ringtail info"))
        .anyMatch(line -> line.contains("LoggerConfig.processLogEvent"))
        .anyMatch(line -> line.contains("captured 3, delivered 3, handed to stdout 0, dropped 0"));
  }

  @ParameterizedTest
  @CsvSource({
    OLDEST + ",sync",
    OLDEST + ",async",
    OLDEST + ",mixed",
    OLDEST + ",appender",
    NEWEST + ",sync",
    NEWEST + ",async",
    NEWEST + ",mixed",
    NEWEST + ",mixed-below-sync",
    NEWEST + ",appender",
  })
  void shipsEachEventOnceAsTheConsoleHasIt(String version, String mode) throws Exception {
    Path jdk = version.equals(OLDEST) ? Jdks.current() : Jdks.newest();
    ChildProgram.Result result = program("many", version, mode).on(jdk).run();

    List<String> messages = destination.messages();
    assertThat(messages)
        .as(result.stderr())
        .hasSize(Log4jProgram.THREADS * Log4jProgram.EVENTS_PER_THREAD)
        .containsExactlyInAnyOrderElementsOf(result.stdout().lines().toList());
    assertThat(destination.events())
        .allMatch(event -> message(event).startsWith(event.path("thread").asText() + " "))
        .allMatch(event -> message(event).startsWith(event.at("/mdc/worker").asText() + " "));
  }

  @ParameterizedTest
  @CsvSource({OLDEST + ",sync", NEWEST + ",async", NEWEST + ",mixed"})
  void shipsWhatAnAppenderThatRewritesHasLeft(String version, String mode) throws Exception {
    ChildProgram.Result result = program("redact", version, mode).run();

    assertThat(result.stdout().lines())
        .contains("card *** (hidden)", "card ??? secret", "the last one", "the last one");
    // The report of the loss has its own time: where it stands among them is not fixed.
    assertThat(destination.messages())
        .as(result.stderr())
        .containsSubsequence("card *** (hidden)", "the last one")
        .hasSize(3)
        .as("of what could not be rewritten nothing is shipped, and that is told")
        .anyMatch(
            text -> text.contains("1 log event was lost") && text.contains("1 capture_failed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {OLDEST, NEWEST})
  void shipsWhatIsRewrittenOnAnotherThread(String version) throws Exception {
    ChildProgram.Result result = program("redact-behind-queue", version, "sync").run();

    assertThat(result.stdout()).contains("card *** of 3", "card ??? of 3");
    assertThat(destination.messages())
        .as(result.stderr())
        .containsExactly("card *** of 1", "card *** of 2", "card *** of 3");
    assertThat(destination.events())
        .allMatch(event -> event.path("thread").asText().equals("main"))
        .allMatch(event -> message(event).endsWith(event.at("/mdc/order").asText()));
  }

  @Test
  void isNotInTheWayOfArgumentsAndAppendersThatFail() throws Exception {
    ChildProgram.Result alone = program("recursion", NEWEST, "sync").withoutAgent().run();
    ChildProgram.Result attached = program("recursion", NEWEST, "sync").run();

    assertThat(withoutIdentities(attached)).isEqualTo(withoutIdentities(alone));
    assertThat(attached.stdout()).contains("in toString()", "thrown by an appender");
    assertThat(destination.messages())
        .as(attached.stderr())
        .contains("inner", "outer argument", "from inside", "throw", "after")
        .doesNotHaveDuplicates();
  }

  private static String withoutIdentities(ChildProgram.Result result) {
    return result.stdout().replaceAll("@[0-9a-f]+", "@");
  }

  private static String message(JsonNode event) {
    return event.path("message").asText();
  }

  private ChildProgram program(String argument, String version, String mode) throws Exception {
    ChildProgram program =
        ChildProgram.of(work, Log4jProgram.class, argument).to(destination).withFramework(version);
    if (mode.equals("async")) {
      program.withFlag(
          "-DLog4jContextSelector="
              + "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
    }
    String file = mode.equals("async") ? "sync" : mode;
    return program.withFlag("-Dlog4j.configurationFile=log4j/" + file + ".xml");
  }
}
