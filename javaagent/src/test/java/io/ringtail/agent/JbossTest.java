package io.ringtail.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.JbossProgram;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JBoss LogManager as the JVM's: what passes level and filters, once, and never made by us. */
@SuppressWarnings("NullAway")
final class JbossTest {
  private static final String OLDEST = "jboss-logmanager-2.1.19.Final";
  private static final String NEWEST = "jboss-logmanager-3.2.2.Final";

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
  void shipsEachRecordOnceWithAllThatItHas(String version) throws Exception {
    Path jdk = version.equals(OLDEST) ? Jdks.current() : Jdks.newest();
    ChildProgram.Result result = program("plain", version).on(jdk).run();

    assertThat(result.stdout().lines())
        .as(result.stderr())
        .containsExactly(
            "org.jboss.logmanager.LogManager",
            "printed order 17 accepted",
            "printed failed",
            "printed card ***",
            "printed a record as it is",
            "asked 3");
    List<JsonNode> events = destination.loggedEvents();
    assertThat(destination.loggedMessages())
        .as(result.stderr())
        .containsExactly("order 17 accepted", "failed", "card ***", "a record as it is");
    assertThat(events.get(0).path("logger").asText()).isEqualTo("com.example.Jboss");
    assertThat(events.get(0).path("thread").asText()).isEqualTo("main");
    assertThat(events.get(0).at("/mdc/order").asText()).isEqualTo("17");
    assertThat(events.get(1).path("level").asText()).isEqualTo("ERROR");
    assertThat(events.get(1).at("/exception/stack").asText())
        .startsWith("java.lang.IllegalStateException: outer\n\tat com.example.JbossProgram.main");
    assertThat(events.get(3).path("level").asText()).isEqualTo("TRACE");
  }

  @Test
  void leavesABridgedRecordToTheBackEnd() throws Exception {
    program("bridge", NEWEST).withFramework("logback-1.5.38").withFramework("jul-to-slf4j").run();

    assertThat(destination.loggedMessages()).containsOnlyOnce("bridged");
  }

  private ChildProgram program(String argument, String version) throws Exception {
    return ChildProgram.of(work, JbossProgram.class, argument)
        .to(destination)
        .withFramework(version)
        .withFlag("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
  }
}
