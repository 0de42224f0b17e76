package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.batch.Destination;
import io.ringtail.sink.SinkContext;
import io.ringtail.telemetry.Accounts;
import io.ringtail.testing.Outage;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.SinkFeed;
import io.ringtail.testing.TestConfig;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server is killed, stays away while logs go on, and is back; see {@link Outage}. */
@Timeout(3_600)
class OutageTest {
  private static final int BATCHES = 4;

  /** A fifth of a batch or so reaches the server before it is killed. */
  private static final int BEFORE = 2_000;

  @Test
  void aLongOutageTakesNoMoreThanItsBatchesAndLosesNothingOfThem(@TempDir Path folder)
      throws Exception {
    ServerProcess.Kind.OPENSEARCH_3.assume();
    RecordingNotices notices = new RecordingNotices();
    try (ServerProcess server =
        new ServerProcess(ServerProcess.Kind.OPENSEARCH_3, folder).start()) {
      SinkContext context =
          SinkContext.of(TestConfig.of("opensearchUrl", server.uri().toString()), notices);
      Outage outage;
      try (SinkFeed feed =
          new SinkFeed(
              new OpenSearchSinkFactory(), context, new Destination("outage", "-"), BATCHES)) {
        for (int number = 0; number < BEFORE; number++) {
          feed.add(record(number), System.currentTimeMillis());
        }
        feed.finish();
        server.kill();

        outage = Outage.sitOut(3, taken -> feed.offer(record(BEFORE + taken), now()));
        // Two batches more, the open one and its spare, of 4 MiB each.
        assertThat(outage.taken()).isLessThan(outage.offered());
        assertThat(outage.heapGrowthBytes()).isLessThan(64 << 20);
        assertThat(feed.telemetry().accounts().held()).isEqualTo(outage.taken());

        server.start();
        feed.finish();

        Accounts accounts = feed.telemetry().accounts();
        assertThat(accounts.isBalanced()).as(accounts.toString()).isTrue();
        assertThat(accounts.delivered()).isEqualTo(BEFORE + outage.taken());
        assertThat(accounts.held()).isZero();
      }
      List<JsonNode> found =
          server.documents("outage").stream()
              .map(hit -> hit.at("/_source/n"))
              .sorted(Comparator.comparingInt(JsonNode::asInt))
              .toList();
      assertThat(found).hasSize(BEFORE + outage.taken());
      assertThat(found.get(0).asInt()).isZero();
      assertThat(found.get(found.size() - 1).asInt()).isEqualTo(found.size() - 1);
      assertThat(found).doesNotHaveDuplicates();
      assertThat(notices.texts()).anyMatch(text -> text.contains("delivering again"));
    }
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private static byte[] record(int number) {
    return ("{\"n\":" + number + ",\"message\":\"" + "x".repeat(2_000) + "\"}").getBytes(UTF_8);
  }
}
