package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.event.Level;
import io.ringtail.sink.JsonLines;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.Accounts;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.Answer;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import io.ringtail.testing.TestConfig;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One pipeline to a sink that lives and one that does not. */
class SeveralSinksTest {
  private final RecordingSink live = new RecordingSink();
  private final RecordingSink other = new RecordingSink();
  private final RecordingNotices notices = new RecordingNotices();
  private final FakeClock clock = new FakeClock();
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private Pipeline pipeline = start("lingerMs", "0");

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void eachGetsEveryEventUnderNumbersOfItsOwn() throws Exception {
    for (int i = 1; i <= 1_000; i++) {
      // A warning waits for room, where a full ring sheds the rest.
      log(Level.WARN, "event " + i);
    }

    assertThat(pipeline.flush(Duration.ofSeconds(20))).isTrue();
    List<String> expected = IntStream.rangeClosed(1, 1_000).mapToObj(i -> "event " + i).toList();
    for (RecordingSink sink : List.of(live, other)) {
      // Batches are sent at once: their numbers say the order.
      assertThat(
              sink.acceptedJson().stream()
                  .sorted(
                      Comparator.comparing(
                          json -> PipelineUnderTest.parse(json).get("seq").asLong()))
                  .map(SeveralSinksTest::message))
          .containsExactlyElementsOf(expected);
      assertThat(sink.acceptedJson().stream().map(json -> PipelineUnderTest.parse(json).get("seq")))
          .allMatch(seq -> seq.asLong() >= 1 && seq.asLong() <= 1_000)
          .doesNotHaveDuplicates();
    }
    assertThat(pipeline.telemetries().stream().map(Telemetry::sink))
        .containsExactly("live", "other");
  }

  @Test
  void theLiveOneGetsEverythingBesideADeadOne() throws Exception {
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));

    int logged = logUntil(DropReason.SHED);

    await().until(() -> accounts(0).delivered() == logged);
    assertThat(accounts(0).dropped()).isEmpty();
    assertThat(accounts(0).held()).isZero();
    Accounts dead = accounts(1);
    assertThat(dead.delivered()).isZero();
    assertThat(dead.dropped().keySet()).containsExactly(DropReason.SHED);
    // Or one more: its own record of the loss, where a batch had room for it.
    assertThat(dead.captured()).isBetween((long) logged, logged + 1L);
  }

  @Test
  void aWarningIsOfferedToAllBeforeItsThreadWaitsForOne() throws Exception {
    restart("blockMs", "600000", "lingerMs", "0");
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    logUntil(DropReason.SHED);

    AtomicInteger warnings = new AtomicInteger();
    Thread waiting = new Thread(() -> logUntilInterrupted("warning", warnings));
    waiting.start();

    // The clock stands still: so far, the dead one may still come back soon.
    await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
    await()
        .until(
            () ->
                live.acceptedJson().stream().filter(json -> message(json).equals("warning")).count()
                    == warnings.get());
    waiting.interrupt();
    pipeline.close();
    waiting.join(20_000);
    assertThat(waiting.isAlive()).isFalse();
  }

  @Test
  void nobodyWaitsForOneThatHasBeenAwayForAWhile() throws Exception {
    restart("blockMs", "600000", "lingerMs", "0");
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    beAwayFor(Duration.ofSeconds(6));

    // Would take ten minutes each, once the ring is full.
    int logged = logUntil(Level.WARN, DropReason.RING_FULL);

    await().until(() -> accounts(0).held() == 0);
    assertThat(accounts(0).dropped()).isEmpty();
    assertThat(logged).isPositive();
  }

  @Test
  void oneThatComesBackIsWaitedForAgain() throws Exception {
    restart("blockMs", "600000", "lingerMs", "0");
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    beAwayFor(Duration.ofSeconds(6));
    logUntil(Level.WARN, DropReason.RING_FULL);
    other.otherwise(Answer.accept());
    clock.advance(Duration.ofSeconds(60));
    await().until(() -> accounts(1).held() == 0);
    long lost = accounts(1).totalDropped();

    for (int i = 0; i < 20_000; i++) {
      log(Level.WARN, "again " + i);
    }

    assertThat(pipeline.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(accounts(1).totalDropped()).isEqualTo(lost);
  }

  @Test
  void memoryIsDividedAmongThem() {
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));

    logUntil(DropReason.SHED);

    // 1 MiB each, of which the ring has more than half; an event keeps more than 120 bytes.
    assertThat(accounts(1).held()).isBetween(100L, (1L << 20) / 120);
  }

  @Test
  void atTheEndWhatTheFirstDidNotTakeGoesToStdoutAndTheOthersRestIsCounted() {
    restart("shutdownMs", "200", "lingerMs", "0");
    live.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    other.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    for (int i = 0; i < 10; i++) {
      log(Level.INFO, "event " + i);
    }

    pipeline.close();

    await().until(() -> accounts(0).held() + accounts(1).held() == 0);
    assertThat(stdout.toString(StandardCharsets.UTF_8).lines()).hasSize(10);
    assertThat(accounts(0).handedOver()).isEqualTo(10);
    assertThat(accounts(1).handedOver()).isZero();
    // And a loss record, which is lost as well.
    assertThat(accounts(1).dropped()).containsOnlyKeys(DropReason.SHUTDOWN);
    assertThat(accounts(1).totalDropped()).isBetween(10L, 11L);
  }

  @Test
  void besideStdoutNothingGoesThereTwice() {
    pipeline.close();
    stdout.reset();
    pipeline = startNamed("stdout", "shutdownMs", "200", "lingerMs", "0");
    live.otherwise(Answer.retry(RetryCause.DENIED));
    for (int i = 0; i < 10; i++) {
      log(Level.INFO, "event " + i);
    }
    await().until(() -> accounts(1).delivered() == 10);

    pipeline.close();

    await().until(() -> accounts(0).held() == 0);
    assertThat(stdout.size()).isZero();
    assertThat(accounts(0).dropped()).containsOnlyKeys(DropReason.SHUTDOWN);
  }

  @Test
  void eachToldTroubleNamesItsSink() {
    live.then(Answer.retry(RetryCause.UNAVAILABLE));
    other.then(Answer.retry(RetryCause.UNAVAILABLE));

    log(Level.INFO, "event");

    await().until(() -> notices.count("sink live UNAVAILABLE") == 1);
    await().until(() -> notices.count("sink other UNAVAILABLE") == 1);
  }

  private void beAwayFor(Duration duration) {
    logUntil(DropReason.SHED);
    // The clock stands still: away since now.
    await().until(() -> notices.count("sink other UNAVAILABLE") > 0);
    clock.advance(duration);
  }

  private void restart(String... options) {
    pipeline.close();
    pipeline = start(options);
  }

  private Pipeline start(String... more) {
    return startNamed("other", more);
  }

  private Pipeline startNamed(String second, String... more) {
    List<String> options = new ArrayList<>(List.of("bufferBytes", "2MiB", "shutdownMs", "100"));
    options.addAll(List.of(more));
    return Pipeline.start(
        TestConfig.of(options.toArray(new String[0])),
        List.of(
            RecordingSinkFactory.of(live).named("live"),
            RecordingSinkFactory.of(other).named(second)),
        new PipelineContext(
            TestConfig.surroundings(PipelineUnderTest.POD), notices, clock, new JsonLines(stdout)));
  }

  /** Logs slower than the live sink takes, until the other has lost one; says how many. */
  private int logUntil(DropReason reason) {
    return logUntil(Level.INFO, reason);
  }

  private int logUntil(Level level, DropReason reason) {
    int logged = 0;
    while (pipeline.telemetries().get(1).losses().dropped(reason) == 0) {
      if (accounts(0).held() < 50) {
        log(level, "event " + logged);
        logged++;
      } else {
        Thread.onSpinWait();
      }
    }
    return logged;
  }

  private void logUntilInterrupted(String message, AtomicInteger begun) {
    while (!Thread.currentThread().isInterrupted()) {
      begun.incrementAndGet();
      log(Level.WARN, message);
    }
  }

  private void log(Level level, String message) {
    long now = System.currentTimeMillis();
    pipeline
        .intake()
        .offer(
            now / 1_000,
            (int) (now % 1_000) * 1_000_000,
            level,
            "com.example.Shop",
            Thread.currentThread().getName(),
            message,
            Map.of(),
            null,
            null,
            null,
            null);
  }

  private Accounts accounts(int sink) {
    return pipeline.telemetries().get(sink).accounts();
  }

  private static String message(String json) {
    return PipelineUnderTest.parse(json).path("message").asText();
  }
}
