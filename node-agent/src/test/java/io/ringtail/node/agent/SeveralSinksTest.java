package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.Answer;
import io.ringtail.testing.Received;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent with one sink that lives and one that does not. */
@Timeout(60)
final class SeveralSinksTest {
  private static final ContainerName WEB = ContainerName.of("shop", "web-1", "web", 1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RecordingSink live = new RecordingSink();
  private final RecordingSink other = new RecordingSink();
  private final Path state;
  private final TestNode node;
  private int written;

  SeveralSinksTest(@TempDir Path directory) throws IOException {
    state = directory.resolve("state");
    node = node(directory);
  }

  private TestNode node(Path directory) throws IOException {
    return new TestNode(directory)
        .env("RINGTAIL_BUFFER_BYTES", "4MiB")
        .env("RINGTAIL_SHUTDOWN_MS", "300")
        .sink(factory("live", live), factory("other", other));
  }

  private static RecordingSinkFactory factory(String name, RecordingSink sink) {
    return RecordingSinkFactory.of(sink).named(name);
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
  }

  @Test
  void eachGetsEveryLine() throws Exception {
    ContainerLog log = start(true);
    write(log, 2_000);

    until(() -> live.accepted().size() == 2_000 && other.accepted().size() == 2_000);

    assertThat(lines(live)).containsExactlyElementsOf(lines(other));
    assertThat(node.get("/metrics").body())
        .contains("ringtail_records_delivered_total{sink=\"live\"}")
        .contains("ringtail_records_delivered_total{sink=\"other\"}");
  }

  @Test
  void aRequiredOneThatIsDeadHoldsItsOwnPlaceAndKeepsNothingFromTheOther() throws Exception {
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    ContainerLog log = start(true);
    // 12 MB, of which its 2 MiB are full long before the end.
    write(log, 3_000, "x".repeat(4_000));

    until(() -> live.accepted().size() == written);
    assertThat(lines(live)).isEqualTo(expected());
    until(() -> accounts(0).held() == 0);
    assertThat(accounts(0).dropped()).isEmpty();
    assertThat(accounts(1).dropped()).isEmpty();
    assertThat(accounts(1).delivered()).isZero();
    assertThat(accounts(1).held()).isBetween(100L, 1_500L);
    // The page tells what both have.
    assertThat(node.coverage(WEB).path("acknowledgedBytes").asLong()).isZero();

    node.stop();
    other.otherwise(Answer.accept());
    node.start();

    until(() -> other.accepted().size() == written);
    assertThat(lines(other)).isEqualTo(expected());
    // Its place was that of the last batch: nothing is sent to it again.
    until(() -> accounts(0).held() == 0 && accounts(1).held() == 0);
    assertThat(lines(live)).isEqualTo(expected());
  }

  @Test
  void oneThatIsNotRequiredLosesAndDoesNotHoldItsPlace() throws Exception {
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    ContainerLog log = start(false);
    write(log, 3_000, "x".repeat(4_000));

    until(() -> live.accepted().size() == written);
    until(() -> accounts(1).captured() >= written);
    until(() -> node.coverage(WEB).path("acknowledgedBytes").asLong() == Files.size(log.file()));
    Accounts dead = accounts(1);
    assertThat(dead.dropped().keySet()).containsExactly(DropReason.BEHIND);
    assertThat(dead.isBalanced()).isTrue();
    assertThat(node.get("/readyz").statusCode()).isEqualTo(200);

    other.otherwise(Answer.accept());

    // What was lost is told where it is missing.
    until(
        () ->
            other.accepted().stream()
                .anyMatch(received -> received.isOwn() && received.json().contains("behind")));
    until(() -> accounts(1).held() == 0);
    assertThat(accounts(1).isBalanced()).isTrue();
    assertThat(lines(live)).isEqualTo(expected());
  }

  @Test
  void aSecondSinkGoesOnWhereTheFirstWas() throws Exception {
    node.env("RINGTAIL_SINK", "live").sink(factory("live", live));
    ContainerLog log = node.container(WEB);
    node.start();
    write(log, 100);
    until(() -> live.accepted().size() == 100);
    node.stop();

    node.env("RINGTAIL_SINK", "live,other").sink(factory("live", live), factory("other", other));
    node.start();
    write(log, 50);

    until(() -> live.accepted().size() == 150 && other.accepted().size() == 50);
    node.stop();
    assertThat(state.resolve("sinks/live/checkpoints.json")).exists();
    assertThat(state.resolve("sinks/other/checkpoints.json")).exists();
    assertThat(state.resolve("checkpoints.json")).doesNotExist();

    node.env("RINGTAIL_SINK", "live").sink(factory("live", live));
    node.start();
    write(log, 10);
    until(() -> live.accepted().size() >= 160);
    assertThat(lines(live)).isEqualTo(expected());
  }

  @Test
  void aRouteMaySendToOneOfThem() throws Exception {
    ContainerName db = ContainerName.of("shop", "db-1", "db", 1);
    node.yaml(
        """
        sources: [{name: application, type: containers}]
        sinks: [{type: live}, {type: other, required: false}]
        kubernetes: {from: none}
        routes:
          - {name: archive, when: {pods: [db-*]}, sinks: [other], log-group: a, log-stream: s}
          - {name: rest, log-group: r, log-stream: s}
        """);
    ContainerLog web = node.container(WEB);
    ContainerLog archived = node.container(db);
    web.write("stdout", "to both\n");
    archived.write("stdout", "to the archive\n");
    node.start();

    until(() -> live.accepted().size() == 1 && other.accepted().size() == 2);
    assertThat(lines(live)).containsExactly("to both");
    assertThat(lines(other)).containsExactlyInAnyOrder("to both", "to the archive");
  }

  private ContainerLog start(boolean required) throws IOException {
    node.yaml(
        """
        sources: [{name: application, type: containers}]
        sinks: [{type: live}, {type: other, required: %s}]
        kubernetes: {from: none}
        """
            .formatted(required));
    ContainerLog log = node.container(WEB);
    node.start();
    return log;
  }

  private void write(ContainerLog log, int count) throws IOException {
    write(log, count, "");
  }

  private void write(ContainerLog log, int count, String filler) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("line ").append(written++).append(' ').append(filler).append('\n');
    }
    log.write("stdout", text.toString());
  }

  private List<String> expected() {
    return IntStream.range(0, written).mapToObj(i -> "line " + i).toList();
  }

  /** The beginning of each line, in the order in which they arrived. */
  private static List<String> lines(RecordingSink sink) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Received received : sink.accepted()) {
      if (!received.isOwn()) {
        String text = JSON.readTree(received.json()).path("log").asText();
        String[] words = text.split(" ", 3);
        lines.add(words[0].equals("line") ? words[0] + " " + words[1] : text);
      }
    }
    return lines;
  }

  private Accounts accounts(int sink) {
    return node.agent().telemetries().get(sink).accounts();
  }
}
