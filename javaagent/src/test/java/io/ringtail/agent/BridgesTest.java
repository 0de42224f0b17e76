package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.BridgesProgram;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever way an event takes between the frameworks, it is shipped once. */
@SuppressWarnings("NullAway")
final class BridgesTest {
  private static final String LOGBACK = "logback-1.5.38";
  private static final String LOG4J = "log4j-2.26.1";

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

  @Test
  void shipsWhatComesToLogbackOnce() throws Exception {
    ChildProgram.Result result =
        program("slf4j", "log4j2", "log4j1", "jcl")
            .withFramework(LOGBACK)
            .withFramework("log4j-to-slf4j")
            .withFramework("over-slf4j")
            .run();

    assertShippedAndPrintedOnce(result, "slf4j", "log4j2", "log4j1", "jcl");
  }

  @Test
  void shipsWhatComesToLog4jOnce() throws Exception {
    ChildProgram.Result result =
        program("slf4j", "jul", "log4j2")
            .withFramework(LOG4J)
            .withFramework("log4j-slf4j2-impl")
            .withFramework("log4j-jul")
            .withFlag("-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager")
            .withFlag("-Dlog4j.configurationFile=log4j/sync.xml")
            .on(Jdks.newest())
            .run();

    assertShippedAndPrintedOnce(result, "slf4j", "jul", "log4j2");
  }

  @Test
  void shipsWhatAHandlerBringsToLog4jOnce() throws Exception {
    ChildProgram.Result result =
        program("jul", "log4j2")
            .withFramework(LOG4J)
            .withFramework("log4j-jul")
            .withFlag(
                "-Djava.util.logging.config.file="
                    + Path.of("target/test-classes/log4j/bridge-handler.properties")
                        .toAbsolutePath())
            .withFlag("-Dlog4j.configurationFile=log4j/sync.xml")
            .run();

    assertShippedAndPrintedOnce(result, "jul", "log4j2");
  }

  private void assertShippedAndPrintedOnce(ChildProgram.Result result, String... apis) {
    List<String> expected =
        Stream.of(apis)
            .flatMap(api -> IntStream.rangeClosed(1, 3).mapToObj(i -> api + " event " + i))
            .toList();
    assertThat(destination.messages().stream().filter(text -> !isLog4jsFarewell(text)))
        .as(result.stderr())
        .containsExactlyInAnyOrderElementsOf(expected);
    for (String message : expected) {
      assertThat(result.stdout()).containsOnlyOnce(message);
    }
  }

  /**
   * Where java.util.logging's end comes after Log4j's, a handler that leads to Log4j makes it start
   * again, and say on stderr that it cannot: an event like all that is printed.
   */
  private static boolean isLog4jsFarewell(String text) {
    return text.contains(" Logging-Cleaner WARN Unable to register Log4j shutdown hook");
  }

  private ChildProgram program(String... apis) {
    return ChildProgram.of(work, BridgesProgram.class, apis).to(destination);
  }
}
