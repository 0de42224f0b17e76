package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.JulProgram;
import com.example.LoggerFinderProgram;
import com.example.OwnLogManager;
import com.example.OwnLoggerFinder;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** java.util.logging: what passes level and filter, once, and the LogManager is the program's. */
@SuppressWarnings("NullAway")
final class JulTest {
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

  @OnEachJdk
  void shipsWhatIsLoggable(Path jdk) throws Exception {
    program("plain").on(jdk).run();

    List<JsonNode> events = destination.events();
    assertThat(destination.loggedMessages()).containsExactly("order 17 accepted", "failed");
    assertThat(events.get(0).path("logger").asText()).isEqualTo("com.example.Jul");
    assertThat(events.get(0).path("thread").asText()).isEqualTo("main");
    assertThat(events.get(1).path("level").asText()).isEqualTo("ERROR");
    assertThat(events.get(1).at("/exception/stack").asText())
        .startsWith("java.lang.IllegalStateException: outer\n\tat com.example.JulProgram.plain");
  }

  @OnEachJdk
  void heedsAFilterAndAsksItOnce(Path jdk) throws Exception {
    ChildProgram.Result result = program("filter").on(jdk).run();

    assertThat(destination.loggedMessages()).containsExactly("card ***", "third");
    assertThat(result.stdout()).contains("asked 3");
  }

  @Test
  void heedsTheConfigurationFile() throws Exception {
    Path file = work.resolve("logging.properties");
    Files.writeString(file, "com.example.level=FINE\n");
    program("plain").withFlag("-Djava.util.logging.config.file=" + file).run();

    assertThat(destination.loggedMessages())
        .containsExactly("order 17 accepted", "not loggable", "failed");
  }

  @OnEachJdk
  void leavesTheLogManagerToTheProgram(Path jdk) throws Exception {
    ChildProgram.Result result =
        program("plain")
            .withFlag("-Djava.util.logging.manager=" + OwnLogManager.class.getName())
            .on(jdk)
            .run();

    assertThat(result.stdout()).contains("made by main", OwnLogManager.class.getName());
    assertThat(destination.loggedMessages()).containsExactly("order 17 accepted", "failed");
  }

  @Test
  void leavesTheLoggerFinderToTheProgram() throws Exception {
    Path services = Files.createDirectories(work.resolve("finder/META-INF/services"));
    Files.writeString(
        services.resolve("java.lang.System$LoggerFinder"), OwnLoggerFinder.class.getName());
    ChildProgram.Result result =
        ChildProgram.of(work, LoggerFinderProgram.class)
            .to(destination)
            .withFramework("logback-1.5.38")
            .withClassPath(work.resolve("finder"))
            .run();

    assertThat(result.stdout()).containsOnlyOnce("finder made by main");
    assertThat(destination.loggedMessages()).containsExactly("starting", "started");
  }

  @OnEachJdk
  void shipsABridgedRecordOnceAndAsTheBackEndHasIt(Path jdk) throws Exception {
    ChildProgram.Result result = bridged("bridge").on(jdk).run();

    assertThat(destination.loggedMessages()).containsExactly("bridged", "bridged, too");
    assertThat(result.stdout()).doesNotContain("refused by Logback");
  }

  @Test
  void staysWithABridgeWhoseHandlersTheJvmHasTakenAway() throws Exception {
    bridged("bridge-gone").run();

    assertThat(destination.loggedMessages()).containsExactly("bridged");
  }

  @Test
  void recognizesABridgeThatNobodyKnows() throws Exception {
    ChildProgram.Result result = bridged("own-bridge").run();

    assertThat(destination.loggedMessages()).hasSize(1);
    assertThat(destination.events().get(0).path("logger").asText()).isEqualTo("com.example.Slf4j");
    assertThat(result.stderr()).contains("left to bridges 1");
  }

  @Test
  void shipsARecordBesideWhatItsFilterLogs() throws Exception {
    ChildProgram.Result result = bridged("auditing-filter").run();

    assertThat(destination.loggedMessages())
        .containsExactlyInAnyOrder("about to log: order accepted", "order accepted");
    assertThat(result.stderr()).doesNotContain("left to bridges 1");
  }

  private ChildProgram bridged(String argument) throws Exception {
    return program(argument).withFramework("logback-1.5.38").withFramework("jul-to-slf4j");
  }

  private ChildProgram program(String argument) {
    return ChildProgram.of(work, JulProgram.class, argument).to(destination);
  }
}
