package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.ConsoleAppenderProgram;
import com.example.ConsoleHandlerProgram;
import com.example.JulProgram;
import com.example.OwnAppenderProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A console appender's lines are not sent a second time, whatever thread writes them. */
@SuppressWarnings("NullAway")
final class ConsoleAppenderTest {
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
  @CsvSource({
    "logback,logback-1.2.13",
    "logback-async,logback-1.2.13",
    "logback," + NEWEST,
    "logback-async," + NEWEST
  })
  void shipsLogbacksEventsOnce(String way, String version) throws Exception {
    ChildProgram.Result result = program(way).withFramework(version).run();

    assertShippedOnce(destination.messages());
    assertShippedOnce(consoleMessages(result.stdout()));
  }

  @OnEachJdk
  void shipsRecordsOnce(Path jdk) throws Exception {
    ChildProgram.Result result = handler("jul").on(jdk).run();

    assertShippedOnce(destination.messages());
    assertThat(result.stderr().lines().filter(line -> line.contains("event ")))
        .hasSize(ConsoleAppenderProgram.EVENTS);
  }

  @OnEachJdk
  void shipsRecordsOnceThatAWorkerPrints(Path jdk) throws Exception {
    handler("jul-async").on(jdk).run();

    assertShippedOnce(destination.messages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback", "logback-async"})
  void keepsTheConsoleQuietOnRequest(String way) throws Exception {
    ChildProgram.Result result = quiet(way).run();

    assertShippedOnce(destination.messages());
    // The first one came before the agent was able to take it.
    assertThat(consoleMessages(result.stdout()))
        .contains("printed by the program")
        .doesNotContain("event 2")
        .hasSizeLessThanOrEqualTo(2);
  }

  @OnEachJdk
  void keepsTheConsoleOfJavaUtilLoggingQuiet(Path jdk) throws Exception {
    ChildProgram.Result result =
        handler("jul-async").with("RINGTAIL_CONSOLE_APPENDERS", "quiet").on(jdk).run();

    assertShippedOnce(destination.messages());
    assertThat(result.stderr().lines().filter(line -> line.contains("event ")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void keepsQuietWithoutCapturingWhatIsPrinted() throws Exception {
    ChildProgram.Result result = quiet("logback").with("RINGTAIL_STDOUT", "off").run();

    assertThat(destination.messages())
        .hasSize(ConsoleAppenderProgram.EVENTS)
        .doesNotContain("printed by the program");
    assertThat(consoleMessages(result.stdout()))
        .contains("printed by the program")
        .doesNotContain("event 2");
  }

  @Test
  void printsAllWhereTheSinkThatWasAskedForIsNotThere() throws Exception {
    ChildProgram.Result result = quiet("logback").with("RINGTAIL_SINK", "cloudwach").run();

    assertThat(result.stderr()).contains("no such sink");
    assertThat(consoleMessages(result.stdout()))
        .contains("event 1", "event 2", "event " + ConsoleAppenderProgram.EVENTS);
  }

  @Test
  void printsWhatIsLeftToAnAppenderOfOursThatDoesNotSeeIt() throws Exception {
    ChildProgram program =
        ChildProgram.of(work, OwnAppenderProgram.class, "one-logger")
            .to(destination)
            .with("RINGTAIL_CONSOLE_APPENDERS", "quiet");
    ChildProgram.Result result = program.withOurAppender().run();

    assertThat(destination.loggedMessages()).as(result.stderr()).contains("shipped");
    assertThat(consoleMessages(result.stdout())).contains("of another logger");
  }

  @OnEachJdk
  void printsWhatTheBackEndOfABridgeRefuses(Path jdk) throws Exception {
    ChildProgram.Result result =
        ChildProgram.of(work, JulProgram.class, "bridge-and-console")
            .to(destination)
            .withFramework(NEWEST)
            .withFramework("jul-to-slf4j")
            .with("RINGTAIL_CONSOLE_APPENDERS", "quiet")
            .on(jdk)
            .run();

    assertThat(destination.loggedMessages()).contains("bridged");
    assertThat(result.stderr()).contains("refused by Logback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logback", "logback-async"})
  void putsOnStdoutAfterAllWhatCannotBeDelivered(String way) throws Exception {
    destination.close();
    ChildProgram.Result result = quiet(way).with("RINGTAIL_SHUTDOWN_MS", "2000").run();

    List<String> json = result.jsonLines();
    assertThat(IntStream.rangeClosed(1, ConsoleAppenderProgram.EVENTS))
        .allMatch(number -> json.stream().filter(line -> has(line, number)).count() == 1);
  }

  private static boolean has(String line, int number) {
    return line.contains("\"message\":\"event " + number + "\"");
  }

  private static void assertShippedOnce(List<String> messages) {
    assertThat(messages)
        .hasSize(ConsoleAppenderProgram.EVENTS + 1)
        .doesNotHaveDuplicates()
        .contains("event 1", "event 300", "printed by the program");
  }

  private static List<String> consoleMessages(String stdout) {
    return stdout.lines().map(line -> line.replace("INFO ", "")).toList();
  }

  private ChildProgram quiet(String way) throws Exception {
    return program(way).withFramework(NEWEST).with("RINGTAIL_CONSOLE_APPENDERS", "quiet");
  }

  private ChildProgram handler(String way) {
    return ChildProgram.of(work, ConsoleHandlerProgram.class, way).to(destination);
  }

  private ChildProgram program(String way) {
    return ChildProgram.of(work, ConsoleAppenderProgram.class, way).to(destination);
  }
}
