package io.ringtail.sink.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.Fallback;
import io.ringtail.sink.FixedBatchSupply;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents at which the server fails (status 500) again and again. */
@Timeout(30)
final class SuspectsTest {
  private static final String BROKEN =
      "{\"index\":{\"status\":500,\"error\":{\"type\":\"null_pointer_exception\","
          + "\"reason\":\"oops\"}}}";
  private static final String TAKEN = "{\"index\":{\"status\":201}}";

  /** What is sent again is what is left of a batch: nothing that could be taken beside it. */
  @Test
  void aBatchDoesNotWaitForEverForOneOfItsDocuments() throws Exception {
    FakeClock clock = new FakeClock();
    Telemetry telemetry = new Telemetry("opensearch");
    RecordingNotices notices = new RecordingNotices();
    OpenSearchSinkFactory factory = new OpenSearchSinkFactory();
    try (ScriptedCluster cluster =
        new ScriptedCluster().then(200, answer(TAKEN + "," + BROKEN + "," + TAKEN))) {
      for (int i = 1; i < Suspects.MAX_FAILURES; i++) {
        cluster.then(200, answer(BROKEN));
      }
      Delivery delivery =
          new Delivery(
              new FixedBatchSupply(factory.limits(), 6),
              1,
              new SinkHandle(
                  factory,
                  SinkContext.of(TestConfig.of("opensearchUrl", cluster.uri().toString()), notices),
                  cause -> "they wait"),
              Fallback.NOTHING,
              DeadLetters.NONE,
              telemetry,
              clock,
              () -> {});
      delivery.submit(Batches.numbered("logs", 3));

      await()
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                clock.advance(Duration.ofSeconds(20));
                return delivery.awaitDone(1, System.nanoTime());
              });
      delivery.stop();

      assertThat(cluster.asked).hasSize(Suspects.MAX_FAILURES);
      assertThat(telemetry.delivered()).isEqualTo(2);
      assertThat(telemetry.losses().dropped(DropReason.REFUSED)).isEqualTo(1);
      assertThat(telemetry.held()).isZero();
    }
  }

  @Test
  void aServerThatTakesNothingAtAllBlamesNoDocument() throws Exception {
    try (ScriptedCluster cluster = new ScriptedCluster();
        SinkUnderTest sink = new SinkUnderTest(cluster.uri())) {
      for (int i = 0; i < 2 * Suspects.MAX_FAILURES; i++) {
        cluster.then(200, answer(BROKEN));
        assertThat(sink.send(Batches.numbered("logs", 1)))
            .singleElement()
            .isInstanceOf(Outcome.RetryLater.class);
      }
    }
  }

  private static String answer(String items) {
    return "{\"errors\":true,\"items\":[" + items + "]}";
  }
}
