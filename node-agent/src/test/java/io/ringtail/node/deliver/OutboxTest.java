package io.ringtail.node.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.config.SinkSettings;
import io.ringtail.encode.JsonWriter;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import io.ringtail.node.entry.Progress;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import io.ringtail.testing.Answer;
import io.ringtail.testing.FakeClock;
import io.ringtail.testing.Received;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.RecordingSink;
import io.ringtail.testing.RecordingSinkFactory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OutboxTest {
  private static final long LINGER_MILLIS = 1_000;
  private static final String FILLER = "x".repeat(10_000);
  private static final Destination A = new Destination("a", "stream");
  private static final Destination B = new Destination("b", "stream");

  private final RecordingSink sink = new RecordingSink();
  private final Telemetry telemetry = new Telemetry("recording");
  private final FakeClock clock = new FakeClock();
  private final RecordBuffer record = new RecordBuffer(1 << 20, RecordForm.JSON);
  private final JsonWriter json = new JsonWriter(record, RecordForm.JSON);
  private final Ledger ledger = new Ledger();
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger toldOfRoom = new AtomicInteger();
  private final Outbox outbox = outbox(8 << 20);

  @AfterEach
  void accountsAreBalanced() {
    outbox.stop();
    await().until(() -> telemetry.accounts().isBalanced());
  }

  @Test
  void sendsEachDestinationsRecordsOnceTheyHaveWaited() {
    append(A, 1, "one");
    append(B, 2, "two");
    append(A, 3, "three");
    outbox.flushDue();
    assertThat(sink.attempts()).isEmpty();

    clock.advance(Duration.ofMillis(LINGER_MILLIS));
    outbox.flushDue();

    await().until(() -> sink.accepted().size() == 3);
    assertThat(textsOf(A)).containsExactly("\"one\"", "\"three\"");
    assertThat(textsOf(B)).containsExactly("\"two\"");
    await().untilAsserted(() -> assertThat(ledger.settled).containsExactlyInAnyOrder(1L, 2L));
    await().until(outbox::isEmpty);
    assertThat(outbox.usedBytes()).isZero();
  }

  @Test
  void recordsOfAnAgentThatHasJustStartedWaitNoLongerThanAQuarterOfItsLife() {
    clock.advance(Duration.ofMillis(900));
    append(A, 1, "soon after the start");
    clock.advance(Duration.ofMillis(200));
    outbox.flushDue();
    assertThat(sink.attempts()).isEmpty();

    clock.advance(Duration.ofMillis(100));
    outbox.flushDue();
    await().until(() -> textsOf(A).size() == 1);

    clock.advance(Duration.ofSeconds(60));
    append(A, 2, "later");
    clock.advance(Duration.ofMillis(LINGER_MILLIS - 1));
    outbox.flushDue();
    assertThat(sink.attempts()).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    outbox.flushDue();
    await().until(() -> textsOf(A).size() == 2);
  }

  @Test
  void settlesNothingThatTheDestinationHasNotTaken() {
    sink.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    append(A, 1, "one");
    outbox.flush();
    await().until(() -> telemetry.retries() > 0);

    assertThat(ledger.opened).containsExactly(1L);
    assertThat(ledger.settled).isEmpty();
    assertThat(outbox.isEmpty()).isFalse();
  }

  @Test
  void hasNoRoomOnceTheBudgetIsUsedUp() {
    sink.otherwise(Answer.accept().once(release));
    int appended = 0;
    while (outbox.hasRoom(0)) {
      append(A, appended, "x".repeat(1_000));
      outbox.flushDue();
      appended++;
    }
    assertThat(outbox.usedBytes()).isBetween(4L << 20, 10L << 20);

    release.countDown();

    await().pollInterval(Duration.ofMillis(5)).until(this::flushedAll);
    assertThat(outbox.hasRoom(0)).isTrue();
    assertThat(sink.accepted()).hasSize(appended);
  }

  @Test
  void whereMemoryIsScarceBatchesGoBeforeTheirTime() {
    for (int i = 0; i < 5_000; i++) {
      append(new Destination("a", "stream-" + i % 50), i, "x".repeat(1_000));
    }
    outbox.flushDue();

    await().until(() -> !sink.accepted().isEmpty());
  }

  @Test
  void countsBytesThatAreHeldBackElsewhereButReadsOnWhatWillLetThemGo() {
    sink.otherwise(Answer.accept().once(release));
    assertThat(outbox.hasRoom(8 << 20)).isTrue();
    for (int i = 0; outbox.usedBytes() < 5 << 20; i++) {
      append(A, i, "x".repeat(1_000));
    }
    assertThat(outbox.hasRoom(0)).isTrue();
    assertThat(outbox.hasRoom(4 << 20)).isFalse();
    release.countDown();
    await().pollInterval(Duration.ofMillis(5)).until(this::flushedAll);
  }

  @Test
  void aGroupThatIsNotTakenLeavesRoomForOthers() {
    sink.otherwise(
        batch ->
            (batch.destination().equals(A) ? Answer.retry(RetryCause.UNAVAILABLE) : Answer.accept())
                .to(batch));
    Lane a = outbox.lane(A);
    for (int i = 0; i < 20_000 && a.isReady(); i++) {
      append(A, i, "x".repeat(1_000));
      outbox.flushDue();
    }
    assertThat(a.isReady()).isFalse();
    assertThat(outbox.hasRoom(0)).isTrue();
    Lane b = outbox.lane(B);
    assertThat(b.isReady()).isTrue();

    append(B, 1, "passes");
    outbox.flush();

    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              clock.advance(Duration.ofMillis(100));
              return !textsOf(B).isEmpty();
            });
  }

  @Test
  void whereNobodyWaitsForTheSinkItLosesWhatItDoesNotTakeInTime() {
    sink.otherwise(Answer.retry(RetryCause.UNAVAILABLE));
    Outbox unawaited = outbox(2 << 20, false, RecordingSinkFactory.CLOUDWATCH_LIMITS);
    Lane lane = unawaited.lane(A);
    int appended = 0;
    while (telemetry.losses().dropped(DropReason.BEHIND) < 1_000) {
      assertThat(lane.isReady() && unawaited.hasRoom(8 << 20)).isTrue();
      append(unawaited, A, appended++, "x".repeat(1_000));
      unawaited.flushDue();
    }

    assertThat(unawaited.usedBytes()).isBetween(1L << 20, 4L << 20);
    assertThat(telemetry.captured()).isEqualTo(appended);
    // Its place in the log moves on, whatever becomes of the records.
    assertThat(ledger.opened).isEmpty();
    unawaited.stop();
  }

  @Test
  void recordsCarryTheirIdsWhereTheSinkWantsThem() throws Exception {
    List<String> ids = new CopyOnWriteArrayList<>();
    sink.otherwise(
        batch -> {
          for (int i = 0; i < batch.size(); i++) {
            ids.add(batch.originId(i) + ":" + batch.number(i));
          }
          return Answer.accept().to(batch);
        });
    Outbox identified = outbox(2 << 20, true, RecordingSinkFactory.CLOUDWATCH_LIMITS.withIds());

    append(identified, A, 17, "one");
    append(identified, A, 18, "two");
    identified.flush();

    await().until(() -> ids.size() == 2);
    assertThat(ids).containsExactly("-17:17", "-18:18");
    identified.stop();
  }

  @Test
  void groupsThatAreNotTakenLeaveRoomForOthersHoweverTheirBatchesGrow() {
    sink.otherwise(
        batch ->
            (batch.destination().group().startsWith("denied")
                    ? Answer.retry(RetryCause.DENIED)
                    : Answer.accept())
                .to(batch));
    for (int group = 0; group < 3; group++) {
      for (int stream = 0; stream < 30; stream++) {
        fill(new Destination("denied-" + group, "stream-" + stream));
      }
      assertThat(outbox.usedBytes()).isLessThan(outbox.budgetBytes());
    }
    assertThat(outbox.lane(B).isReady()).isTrue();
    append(B, 1, "passes");
    outbox.flush();

    await()
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              clock.advance(Duration.ofMillis(100));
              outbox.flushDue();
              return !textsOf(B).isEmpty();
            });
  }

  private void fill(Destination destination) {
    Lane lane = outbox.lane(destination);
    for (int i = 0; i < 20_000 && lane.isReady(); i++) {
      append(destination, i, "x".repeat(1_000));
      outbox.flushDue();
    }
  }

  @Test
  void batchesOfOneDestinationAreUnderWayAtOnceWhereItKeepsNoOrder() throws Exception {
    sink.otherwise(Answer.accept().once(release));
    Outbox unordered = outbox(8 << 20, true, RecordingSinkFactory.CLOUDWATCH_LIMITS.unordered());
    for (int i = 0; i < 6; i++) {
      append(unordered, A, i, "one");
      unordered.flush();
    }

    await().until(() -> sink.underWay() == 4);
    release.countDown();
    unordered.drain();
    assertThat(textsOf(A)).hasSize(6);
    assertThat(ledger.settled).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
    unordered.stop();
  }

  @Test
  void whoReadsIsNotToldOfRoomThatNothingWaitsFor() {
    sink.otherwise(Answer.accept().once(release));
    outbox.beginTurn();
    append(A, 1, "one");
    append(B, 2, "two");
    outbox.flush();
    outbox.endTurn();
    release.countDown();

    await().until(outbox::isEmpty);
    assertThat(toldOfRoom).hasValue(0);
  }

  @Test
  void whoReadsIsToldOfRoomOnceABatchHasWaitedForThoseBeforeIt() {
    sink.otherwise(Answer.accept().once(release));
    outbox.beginTurn();
    for (int i = 0; i < 3; i++) {
      append(A, i, "one");
      outbox.flush();
    }
    outbox.endTurn();
    release.countDown();

    await().until(() -> toldOfRoom.get() > 0);
    await().pollInterval(Duration.ofMillis(5)).until(this::flushedAll);
  }

  @Test
  void whoReadsIsToldOfRoomOnceReadingHasStoppedForTheLackOfIt() {
    sink.otherwise(Answer.accept().once(release));
    outbox.beginTurn();
    // One batch of each of many: none waits for another.
    for (int i = 0; outbox.hasRoom(0); i++) {
      append(new Destination("a", "stream-" + i), i, "x".repeat(100_000));
      outbox.flushDue();
    }
    outbox.endTurn();
    release.countDown();

    await().until(() -> toldOfRoom.get() > 0);
    await().pollInterval(Duration.ofMillis(5)).until(this::flushedAll);
  }

  @Test
  void whoReadsIsToldOfRoomThatThereIsBeforeItsTurnHasEnded() {
    outbox.beginTurn();
    append(A, 1, "one");
    outbox.flush();

    await().until(() -> toldOfRoom.get() > 0);
    outbox.endTurn();
  }

  @Test
  void theMemoryOfBatchesThatWereSentIsFilledAgain() {
    Random sizes = new Random(7);
    List<String> texts =
        IntStream.range(0, 100).mapToObj(i -> FILLER.substring(sizes.nextInt(9_000))).toList();
    long textBytes = texts.stream().mapToLong(String::length).sum();
    Outbox large = outbox(32 << 20);
    long position = 0;
    long before = 0;
    for (int round = 0; round < 30; round++) {
      if (round == 10) {
        before = allocatedBytes();
      }
      for (int i = 0; i < 1_000; i++) {
        Destination destination = new Destination("a", "stream-" + i % 40);
        append(large, destination, position++, texts.get(i % texts.size()));
        large.flushDue();
      }
      large.flush();
      await().pollInterval(Duration.ofMillis(1)).until(large::isEmpty);
    }

    long appended = 20 * 1_000 / texts.size() * textBytes;
    assertThat(allocatedBytes() - before).isLessThan(appended / 4);
    large.stop();
  }

  private static long allocatedBytes() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void groupsThatNothingGoesToAnyMoreAreForgotten() {
    for (int i = 0; i < 20; i++) {
      append(new Destination("job-" + i, "stream"), i, "once");
    }
    outbox.flush();
    await().until(outbox::isEmpty);
    clock.advance(Duration.ofMinutes(5));
    append(A, 20, "lately");
    clock.advance(Duration.ofMinutes(6));
    outbox.flush();
    await().until(outbox::isEmpty);

    outbox.flushDue();
    assertThat(outbox.groups()).isOne();
  }

  @Test
  void recordsOfOneDestinationKeepTheirOrder() {
    sink.otherwise(Answer.throttling(0.3, 7));
    for (int i = 0; i < 3_000; i++) {
      append(A, i, i + " " + "x".repeat(1_500));
      outbox.flushDue();
    }
    outbox.flush();

    await().pollInterval(Duration.ofMillis(5)).until(this::flushedAll);
    List<Integer> order =
        textsOf(A).stream()
            .map(text -> Integer.valueOf(text.substring(1, text.indexOf(' '))))
            .toList();
    assertThat(order).hasSize(3_000).isSorted();
  }

  private boolean flushedAll() {
    clock.advance(Duration.ofSeconds(1));
    outbox.flush();
    return outbox.isEmpty();
  }

  // All within one millisecond: nothing but the order of sending can keep them in order.
  private void append(Destination destination, long position, String text) {
    append(outbox, destination, position, text);
  }

  private void append(Outbox to, Destination destination, long position, String text) {
    record.reset();
    json.string(text, text.length());
    to.lane(destination).append(record, 1_000, ledger, position);
  }

  private List<String> textsOf(Destination destination) {
    return sink.accepted().stream()
        .filter(received -> received.destination().equals(destination))
        .map(Received::json)
        .toList();
  }

  private Outbox outbox(long budgetBytes) {
    return outbox(budgetBytes, true, RecordingSinkFactory.CLOUDWATCH_LIMITS);
  }

  private Outbox outbox(long budgetBytes, boolean waitedFor, BatchLimits limits) {
    RecordingSinkFactory factory = RecordingSinkFactory.of(sink);
    SinkContext context = new SinkContext(true, null, SinkSettings.NONE, new RecordingNotices());
    return new Outbox(
        limits,
        4,
        budgetBytes,
        LINGER_MILLIS,
        waitedFor,
        new SinkHandle(factory, context, cause -> "they wait"),
        DeadLetters.NONE,
        telemetry,
        clock,
        toldOfRoom::incrementAndGet);
  }

  /** Remembers where spans began, and which are settled. */
  private static final class Ledger implements Progress {
    final List<Long> opened = new CopyOnWriteArrayList<>();
    final List<Long> settled = new CopyOnWriteArrayList<>();

    @Override
    public Span open(long fromPosition) {
      opened.add(fromPosition);
      return () -> settled.add(fromPosition);
    }

    @Override
    public long originId(long position) {
      return -position;
    }

    @Override
    public long number(long position) {
      return position;
    }
  }
}
