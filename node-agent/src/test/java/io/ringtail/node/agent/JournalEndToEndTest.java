package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.awaitRecords;
import static io.ringtail.node.agent.TestNode.records;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.node.journal.TestJournal;
import io.ringtail.testing.AccountingExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A real journal, to the groups of the built-in configuration. */
@Timeout(60)
@ExtendWith(AccountingExtension.class)
final class JournalEndToEndTest {
  private static final String DATAPLANE = "/aws/containerinsights/c1/dataplane";
  private static final String HOST = "/aws/containerinsights/c1/host";

  /** When the journal was written; what is 14 days old would be refused. */
  private static final InstantSource THEN =
      InstantSource.fixed(Instant.parse("2026-11-20T22:00:00Z"));

  private final Console console = Console.start(ConsoleOptions.builder().clock(THEN).build());
  private final TestNode node;

  JournalEndToEndTest(@TempDir Path directory) throws IOException {
    TestNode.sendsTo(console.endpoint());
    node = new TestNode(directory).env("READ_FROM_TAIL", "false");
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    console.close();
  }

  @Test
  void unitsOfTheDataPlaneAndTheHostsMessagesGoWhereTheReferenceSendsThem() throws Exception {
    TestJournal journal = TestJournal.in(node.paths.varLog().resolve("journal"));
    journal.append(
        List.of(
            TestJournal.entry("kubelet.service", "a pod begins"),
            TestJournal.entry(
                "sshd.service",
                "\u001b[1msomebody\u001b[0m came in: \u00ff".getBytes(ISO_8859_1),
                "SYSLOG_FACILITY",
                "10"),
            TestJournal.entry("cron.service", "a usual one", "SYSLOG_IDENTIFIER", "cron")));
    node.start();

    List<JsonNode> kubelet =
        awaitRecords(console, DATAPLANE, "n1-dataplane.systemd.kubelet.service", 1);
    assertThat(kubelet.get(0))
        .hasToString(
            "{\"hostname\":\"node-1\",\"systemd_unit\":\"kubelet.service\","
                + "\"message\":\"a pod begins\"}");
    awaitRecords(console, HOST, "n1.host.messages", 2);
    awaitRecords(console, HOST, "n1.host.secure", 1);

    node.stop();
    journal.append(List.of(TestJournal.entry("kubelet.service", "a pod ends")));
    node.start();

    assertThat(
            awaitRecords(console, DATAPLANE, "n1-dataplane.systemd.kubelet.service", 2).stream()
                .map(each -> each.path("message").asText()))
        .containsExactly("a pod begins", "a pod ends");
    assertThat(records(console, HOST, "n1.host.secure").get(0).path("message").asText())
        .isEqualTo("\u001b[1msomebody\u001b[0m came in: \ufffd");
  }
}
