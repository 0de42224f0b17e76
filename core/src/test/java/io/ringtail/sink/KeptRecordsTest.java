package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.TestBatches;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A delivery without stdout, whose records stay in the files that they were read from. */
@Timeout(30)
class KeptRecordsTest {
  private final ScriptedSink sink = new ScriptedSink();
  private final DeliveryUnderTest fixture = DeliveryUnderTest.withoutStdout(sink);
  private final AtomicInteger settled = new AtomicInteger();

  @AfterEach
  void accountsAreBalanced() {
    fixture.close();
    await().until(() -> fixture.telemetry.accounts().isBalanced());
  }

  @Test
  void tellsWhenTheLastRecordOfABatchHasItsOutcome() {
    sink.then(
        batch -> {
          Outcomes outcomes = Outcomes.all(batch.size(), Outcome.ACCEPTED);
          outcomes.set(1, 2, new Outcome.RetryLater(RetryCause.UNAVAILABLE, "scripted"));
          return outcomes;
        });
    fixture.submit(watched("a@1", "b@2"));
    await().until(() -> fixture.telemetry.delivered() == 1);
    assertThat(settled).hasValue(0);

    fixture.awaitDone();

    await().until(() -> settled.get() == 1);
  }

  @Test
  void waitsOutADenialWithoutHandingOver() {
    sink.otherwise(ScriptedSink.later(RetryCause.DENIED));
    fixture.submit(watched("a@1"));
    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              fixture.advance(Duration.ofSeconds(31));
              return sink.sends().size() > 3;
            });
    assertThat(fixture.telemetry.handedOver()).isZero();
    assertThat(settled).hasValue(0);

    sink.otherwise(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED));
    fixture.awaitDone(Duration.ofSeconds(31));

    assertThat(fixture.telemetry.delivered()).isEqualTo(1);
  }

  @Test
  void aGroupThatDeniesUsDoesNotPauseTheOthers() {
    sink.otherwise(
        batch ->
            batch.destination().group().equals("denied")
                ? ScriptedSink.later(RetryCause.DENIED).to(batch)
                : Outcomes.all(batch.size(), Outcome.ACCEPTED));
    for (int i = 1; i <= 6; i++) {
      fixture.submit(TestBatches.to(new Destination("denied", "stream-" + i), "no@" + i));
      fixture.submit(TestBatches.to(new Destination("denied", "other-" + i), "no@" + i));
      fixture.submit(TestBatches.to(new Destination("fine", "stream"), "yes@" + i));
      int soFar = i;
      // The clock stands still: nothing waits for a pause to end.
      await().until(() -> fixture.telemetry.delivered() == soFar);
    }
    int sends = sink.sends().size();
    assertThat(sends).as("a denied group is not asked for each of its batches").isLessThan(6 + 12);

    sink.otherwise(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED));
    fixture.awaitDone(Duration.ofSeconds(31));
  }

  @Test
  void aStopLeavesUnsettledWhatHasNoOutcome() {
    sink.otherwise(ScriptedSink.later(RetryCause.UNAVAILABLE));
    fixture.submit(watched("a@1"));
    await().until(() -> fixture.telemetry.retries() > 0);

    fixture.delivery.stop();
    fixture.submit(watched("b@2"));

    assertThat(settled).hasValue(0);
    assertThat(fixture.telemetry.held()).isEqualTo(2);
    assertThat(fixture.telemetry.handedOver()).isZero();
  }

  private RecordBatch watched(String... records) {
    RecordBatch batch = TestBatches.of(records);
    batch.whenSettled(settled::incrementAndGet);
    return batch;
  }
}
