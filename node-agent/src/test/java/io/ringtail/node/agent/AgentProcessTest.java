package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.APPLICATION;
import static io.ringtail.node.agent.TestNode.lines;
import static io.ringtail.node.agent.TestNode.records;
import static io.ringtail.node.agent.TestNode.stream;
import static io.ringtail.node.agent.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How the process begins and ends. */
@Timeout(120)
final class AgentProcessTest {
  private static final ContainerName WEB = ContainerName.of("shop", "web-1", "web", 1);

  private final Path output;
  private final Console console = Console.start(ConsoleOptions.defaults());
  private final TestNode node;

  AgentProcessTest(@TempDir Path directory) throws IOException {
    output = directory.resolve("output");
    node =
        new TestNode(directory)
            .env("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", console.endpoint().toString());
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    console.close();
  }

  @Test
  void endsByItselfWhereItIsToldToEndWithTheFiles() throws Exception {
    ContainerLog log = node.container(WEB);
    log.write("stdout", "one\njava.lang.Error: two\n\tat a.B.c(B.java:1)\n");
    log.write("stdout", "three, with no end");
    log.exit();
    try (AgentProcess agent = AgentProcess.start(node.env, output, "--until-eof")) {
      assertThat(agent.awaitExit(60)).as(agent.output()).isZero();
      assertThat(lines(records(console, APPLICATION, stream("application", WEB))))
          .containsExactly(
              "one", "java.lang.Error: two\n\tat a.B.c(B.java:1)", "three, with no end");
      assertThat(agent.output()).contains("stopped: cloudwatch: delivered 3");
    }
  }

  @Test
  void aSinkThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    try (AgentProcess agent =
        AgentProcess.start(node.env("RINGTAIL_SINK", "s4").env, output, "--until-eof")) {
      assertThat(agent.awaitExit(60)).isEqualTo(1);
      assertThat(agent.output())
          .contains(
              "environment: error: RINGTAIL_SINK=\"s4\": no such sink",
              "cloudwatch",
              "not started");
    }
  }

  @Test
  void sigtermSendsWhatWasReadAndTheNextStartRepeatsNothing() throws Exception {
    ContainerLog log = node.env("RINGTAIL_LINGER_MS", "600000").container(WEB);
    log.write("stdout", "one\n");
    try (AgentProcess agent = AgentProcess.start(node.env, output)) {
      until(agent::hasStarted);
      // Read, and waiting for company that does not come.
      Thread.sleep(1_000);
      agent.terminate();
      assertThat(agent.awaitExit(30)).isEqualTo(143);
    }
    log.write("stdout", "two\n");
    try (AgentProcess agent = AgentProcess.start(node.env, output, "--until-eof")) {
      assertThat(agent.awaitExit(60)).as(agent.output()).isZero();
    }
    assertThat(lines(records(console, APPLICATION, stream("application", WEB))))
        .containsExactly("one", "two");
  }
}
