package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.Destination;
import io.ringtail.batch.TestBatches;
import io.ringtail.telemetry.DropReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeliveryTest {
  private final DeliveryUnderTest fixture = new DeliveryUnderTest();
  private final ScriptedSink sink = fixture.sink;

  @AfterEach
  void accountsAreBalanced() {
    fixture.close();
    await().until(() -> fixture.telemetry.accounts().isBalanced());
  }

  @Test
  void deliversAndCounts() {
    fixture.submit(TestBatches.of("a@1", "b@2"));
    fixture.awaitDone();

    assertThat(sink.sends()).containsExactly(List.of("a@1", "b@2"));
    assertThat(fixture.telemetry.delivered()).isEqualTo(2);
    assertThat(fixture.telemetry.sentBytes()).isEqualTo(2);
    assertThat(fixture.telemetry.held()).isZero();
  }

  @Test
  void resendsOnlyWhatIsLeft() {
    sink.then(
        batch -> {
          Outcomes outcomes = Outcomes.all(batch.size(), Outcome.ACCEPTED);
          outcomes.set(1, 2, new Outcome.Rejected(DropReason.REFUSED, "poison"));
          outcomes.set(2, 4, new Outcome.RetryLater(RetryCause.THROTTLED, "slow down"));
          return outcomes;
        });
    fixture.submit(TestBatches.of("a@1", "b@2", "c@3", "d@4"));
    fixture.awaitDone();

    assertThat(sink.sends())
        .containsExactly(List.of("a@1", "b@2", "c@3", "d@4"), List.of("c@3", "d@4"));
    assertThat(fixture.telemetry.delivered()).isEqualTo(3);
    assertThat(fixture.telemetry.losses().dropped(DropReason.REFUSED)).isEqualTo(1);
    assertThat(fixture.notices).anyMatch(text -> text.contains("poison"));
  }

  @Test
  void tellsHowTheDestinationAnswered() {
    assertThat(fixture.delivery.health()).isEqualTo(DeliveryHealth.UNTRIED);
    sink.then(ScriptedSink.later(RetryCause.THROTTLED), ScriptedSink.later(RetryCause.UNAVAILABLE));
    fixture.submit(TestBatches.of("a@1"));
    await()
        .until(
            () -> {
              Outcome.RetryLater failure = fixture.delivery.health().failure();
              return failure != null && failure.cause() == RetryCause.THROTTLED;
            });

    fixture.awaitDone();

    assertThat(fixture.delivery.health().failure()).isNull();
    assertThat(fixture.delivery.health().failingSinceMillis()).isZero();
  }

  @Test
  void whatOneCrowdedShardRefusesHoldsUpNothingElse() {
    sink.otherwise(
        batch ->
            batch.destination().stream().equals("crowded")
                ? ScriptedSink.later(RetryCause.CROWDED).to(batch)
                : Outcomes.all(batch.size(), Outcome.ACCEPTED));
    for (int i = 0; i < 3; i++) {
      fixture.submit(TestBatches.to(new Destination("group", "crowded"), "crowded@" + i));
    }
    await().until(() -> sink.sends().size() == 3);

    // The clock stands still: nothing whose pause has begun may go.
    for (int i = 0; i < 3; i++) {
      fixture.submit(TestBatches.to(new Destination("group", "free"), "free@" + i));
    }
    await().until(() -> fixture.telemetry.delivered() == 3);
    assertThat(fixture.telemetry.held()).isEqualTo(3);
    assertThat(fixture.telemetry.throttles()).isEqualTo(3);
    assertThat(fixture.delivery.health().failure()).isNull();
    sink.otherwise(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED));
    fixture.awaitDone();
  }

  @Test
  void aDestinationThatIsCrowdedAndTakesNothingIsFailing() {
    sink.otherwise(ScriptedSink.later(RetryCause.CROWDED));
    fixture.submit(TestBatches.of("a@1"));
    await().until(() -> fixture.delivery.health().failure() != null);
    fixture.advance(Duration.ofSeconds(6));

    assertThat(fixture.delivery.isFailingFor(5_000)).isTrue();
    sink.otherwise(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED));
    fixture.awaitDone();
    assertThat(fixture.delivery.health().failure()).isNull();
    assertThat(fixture.delivery.isFailingFor(0)).isFalse();
  }

  @Test
  void aDestinationThatHangsIsFailingBeforeItsSendEnds() {
    CountDownLatch release = new CountDownLatch(1);
    sink.then(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED), hangUntil(release));
    fixture.submit(TestBatches.of("a@1"));
    fixture.awaitDone();
    fixture.advance(Duration.ofMinutes(1));
    assertThat(fixture.delivery.isFailingFor(5_000)).isFalse();

    fixture.submit(TestBatches.of("b@2"));
    await().until(() -> sink.underWay() == 1);
    fixture.advance(Duration.ofSeconds(4));
    assertThat(fixture.delivery.isFailingFor(5_000)).isFalse();
    fixture.advance(Duration.ofSeconds(2));
    assertThat(fixture.delivery.isFailingFor(5_000)).isTrue();

    release.countDown();
    fixture.awaitDone();
    assertThat(fixture.delivery.isFailingFor(5_000)).isFalse();
  }

  /** As a search for poison records does: each send settles some. */
  @Test
  void aBatchThatBecomesSmallerKeepsNothingWaiting() {
    sink.otherwise(
        batch -> {
          Outcomes outcomes = Outcomes.all(batch.size(), Outcome.ACCEPTED);
          boolean isPoisoned = batch.destination().stream().equals("poisoned");
          Outcome later = new Outcome.RetryLater(RetryCause.UNAVAILABLE, "scripted");
          outcomes.set(isPoisoned ? 1 : batch.size(), batch.size(), later);
          return outcomes;
        });
    String[] records = new String[20];
    for (int i = 0; i < records.length; i++) {
      records[i] = "p@" + i;
    }
    fixture.submit(TestBatches.to(new Destination("group", "poisoned"), records));
    for (int sends = 1; sends < 12; sends++) {
      int before = sends;
      await().until(() -> sink.sends().size() == before);
      // A failure's first pause is no longer than that, and it is the only one there is.
      fixture.advance(Duration.ofMillis(101));
    }
    await().until(() -> sink.sends().size() == 12);

    // The clock stands still: nothing whose pause has begun may go.
    for (int i = 0; i < 3; i++) {
      fixture.submit(TestBatches.to(new Destination("group", "free"), "free@" + i));
    }
    await().until(() -> fixture.telemetry.delivered() == 12 + 3);
    assertThat(fixture.delivery.health().failure()).isNull();
    fixture.awaitDone();
  }

  @Test
  void batchesThatShareAMillisecondNeverOvertake() {
    CountDownLatch release = new CountDownLatch(1);
    sink.then(hangUntil(release));
    fixture.submit(TestBatches.of("a@1", "b@5"));
    await().until(() -> sink.underWay() == 1);
    fixture.submit(TestBatches.of("c@5", "d@6"));
    fixture.submit(TestBatches.of("e@7"));

    await().until(() -> sink.sends().contains(List.of("e@7")));
    assertThat(sink.sends()).doesNotContain(List.of("c@5", "d@6"));
    release.countDown();
    fixture.awaitDone();

    assertThat(sink.sends())
        .containsExactly(List.of("a@1", "b@5"), List.of("e@7"), List.of("c@5", "d@6"));
  }

  @Test
  void aSharedMillisecondOfAnotherStreamIsNoReasonToWait() {
    CountDownLatch release = new CountDownLatch(1);
    sink.then(hangUntil(release));
    fixture.submit(TestBatches.of("a@1"));
    await().until(() -> sink.underWay() == 1);

    fixture.submit(TestBatches.to(new Destination("group", "other"), "b@1"));

    await().until(() -> sink.sends().contains(List.of("b@1")));
    release.countDown();
    fixture.awaitDone();
  }

  @Test
  void batchesOfADestinationThatKeepsNoOrderAreUnderWayAtOnce() {
    CountDownLatch release = new CountDownLatch(1);
    sink.otherwise(hangUntil(release));
    for (int i = 0; i < 6; i++) {
      fixture.submit(TestBatches.unordered("r" + i + "@1"));
    }

    await().until(() -> sink.underWay() == 4);
    release.countDown();
    fixture.awaitDone();
    assertThat(fixture.telemetry.delivered()).isEqualTo(6);
  }

  @Test
  void aThrottleShrinksTheWindowOfADestinationThatKeepsNoOrderToo() {
    sink.then(ScriptedSink.later(RetryCause.THROTTLED));
    fixture.submit(TestBatches.unordered("a@1"));
    fixture.awaitDone();
    sink.forgetMostUnderWay();
    CountDownLatch release = new CountDownLatch(1);
    sink.then(hangUntil(release), hangUntil(release), hangUntil(release));
    for (int i = 0; i < 5; i++) {
      fixture.submit(TestBatches.unordered("r@1"));
    }

    await().until(() -> sink.underWay() == 2);
    release.countDown();
    fixture.awaitDone();
    assertThat(sink.mostUnderWay()).isLessThan(4);
  }

  /** Several submit and all answers differ: each record has one last outcome, none is lost. */
  @Test
  void everyRecordOfADestinationThatKeepsNoOrderHasOneLastOutcome() throws Exception {
    int threads = 3;
    int batches = 300;
    int records = 4;
    ConcurrentLinkedQueue<String> settled = new ConcurrentLinkedQueue<>();
    sink.otherwise(
        batch -> {
          Outcomes outcomes = Outcomes.all(batch.size(), Outcome.ACCEPTED);
          for (int i = 0; i < batch.size(); i++) {
            int kind = ThreadLocalRandom.current().nextInt(8);
            if (kind < 3) {
              outcomes.set(i, i + 1, new Outcome.RetryLater(RetryCause.CROWDED, "scripted"));
            } else {
              settled.add(TestBatches.records(batch).get(i));
              if (kind == 3) {
                outcomes.set(i, i + 1, new Outcome.Rejected(DropReason.REFUSED, "scripted"));
              }
            }
          }
          return outcomes;
        });
    Thread[] submitting = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int from = t * batches * records;
      submitting[t] =
          new Thread(
              () -> {
                for (int i = 0; i < batches; i++) {
                  String[] texts = new String[records];
                  for (int r = 0; r < records; r++) {
                    texts[r] = "r" + (from + i * records + r) + "@1";
                  }
                  fixture.submit(TestBatches.unordered(texts));
                }
              });
      submitting[t].start();
    }
    for (Thread thread : submitting) {
      thread.join();
    }
    fixture.awaitDone();

    int all = threads * batches * records;
    assertThat(settled).hasSize(all).doesNotHaveDuplicates();
    assertThat(fixture.telemetry.held()).isZero();
    long refused = fixture.telemetry.losses().dropped(DropReason.REFUSED);
    assertThat(refused).isPositive();
    assertThat(fixture.telemetry.delivered()).isEqualTo(all - refused);
    assertThat(sink.mostUnderWay()).isGreaterThan(1);
  }

  @Test
  void othersAreUnderWayAtOnceEvenWhenSubmittedInOneGo() {
    fixture.submit(TestBatches.of("warm@0"));
    fixture.awaitDone();
    CountDownLatch release = new CountDownLatch(1);
    sink.otherwise(hangUntil(release));

    for (int i = 1; i <= 6; i++) {
      fixture.submit(TestBatches.of("r@" + i));
    }

    await().until(() -> sink.underWay() == 4);
    release.countDown();
    fixture.awaitDone();
    assertThat(sink.mostUnderWay()).isEqualTo(4);
  }

  @Test
  void aThrottleShrinksTheWindowAndSuccessWidensIt() {
    sink.then(ScriptedSink.later(RetryCause.THROTTLED));
    fixture.submit(TestBatches.of("a@1"));
    fixture.awaitDone();
    sink.forgetMostUnderWay();
    CountDownLatch release = new CountDownLatch(1);
    sink.then(hangUntil(release), hangUntil(release), hangUntil(release));
    for (int i = 2; i <= 6; i++) {
      fixture.submit(TestBatches.of("r@" + i));
    }
    await().until(() -> sink.underWay() == 2);
    release.countDown();
    fixture.awaitDone();
    assertThat(fixture.telemetry.throttles()).isEqualTo(1);
    assertThat(sink.mostUnderWay()).isLessThan(4);

    for (int i = 10; i < 60; i++) {
      fixture.submit(TestBatches.of("r@" + i));
    }
    fixture.awaitDone();
    CountDownLatch again = new CountDownLatch(1);
    sink.otherwise(hangUntil(again));
    for (int i = 100; i < 106; i++) {
      fixture.submit(TestBatches.of("r@" + i));
    }
    await().until(() -> sink.underWay() == 4);
    again.countDown();
    fixture.awaitDone();
  }

  @Test
  void outlivesErrorsAndSinksThatBreakTheirContract() {
    sink.then(
        batch -> {
          throw new StackOverflowError("scripted");
        },
        batch -> {
          throw new LinkageError("scripted");
        },
        batch -> nothing(),
        batch -> Outcomes.all(1, Outcome.ACCEPTED),
        batch -> {
          throw new Exception("scripted");
        });
    fixture.submit(TestBatches.of("a@1", "b@2"));
    fixture.awaitDone();

    assertThat(sink.sends()).hasSize(6);
    assertThat(fixture.telemetry.delivered()).isEqualTo(2);
  }

  @Test
  void keepsTryingADestinationThatIsAway() {
    sink.otherwise(ScriptedSink.later(RetryCause.UNAVAILABLE));
    fixture.submit(TestBatches.of("a@1"));
    await()
        .until(
            () -> {
              fixture.advance(java.time.Duration.ofHours(1));
              return sink.sends().size() >= 10;
            });
    assertThat(fixture.telemetry.held()).isEqualTo(1);
    assertThat(fixture.stdout()).isEmpty();

    sink.otherwise(batch -> Outcomes.all(batch.size(), Outcome.ACCEPTED));
    fixture.awaitDone();

    assertThat(fixture.telemetry.delivered()).isEqualTo(1);
    assertThat(fixture.notices).anyMatch(text -> text.contains("delivering again"));
  }

  @Test
  void givesOutNoMoreBatchesThanPlanned() {
    for (int i = 0; i < 6; i++) {
      assertThat(fixture.delivery.tryTake()).isNotNull();
    }
    assertThat(fixture.delivery.tryTake()).isNull();
  }

  @SuppressWarnings("NullAway") // A sink that breaks its contract is the point.
  private static Outcomes nothing() {
    return null;
  }

  private static ScriptedSink.Answer hangUntil(CountDownLatch release) {
    return batch -> {
      release.await();
      return Outcomes.all(batch.size(), Outcome.ACCEPTED);
    };
  }
}
