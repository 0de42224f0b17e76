package io.ringtail.node.deliver;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.RecordId;
import io.ringtail.event.Level;
import io.ringtail.sink.DeadLetters;
import io.ringtail.sink.Delivery;
import io.ringtail.sink.DeliveryHealth;
import io.ringtail.sink.Fallback;
import io.ringtail.sink.SinkHandle;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records for many destinations, gathered into batches within one budget in bytes.
 *
 * <p>Nothing is ever refused here: who reads asks {@link #hasRoom} first and reads no further, so
 * that the files stay the buffer.
 *
 * <p>Threading: the reading thread; numbers from any.
 */
public final class Outbox {
  /** Batches handed to Delivery at once: it looks through all of them for the next to go. */
  private static final int MAX_UNDER_WAY = 64;

  /** Of one destination that keeps order: a second batch waits ready when the first is answered. */
  private static final int MAX_UNDER_WAY_ORDERED = 2;

  /**
   * A log group may have so many times what is free, of memory and of places under way: alone three
   * quarters of it. What is left is for the others, who may come later, and even if several are not
   * taken there is some.
   */
  private static final long TIMES_FREE = 3;

  /**
   * So much of the budget may be idle beside what is in use: what is let go of today has to be made
   * anew in a moment, and the garbage is there meanwhile as well.
   */
  private static final long IDLE_PART = 8;

  private static final long LOOK_AGAIN_MILLIS = 10;

  /** How long the sink may take at a time to bring away what it keeps itself. */
  private static final long FINISH_NANOS = 1_000_000_000L;

  private static final long IDLE_LANE_NANOS = 600_000_000_000L;

  private static final long MIN_LINGER_NANOS = 100_000_000L;

  private final Delivery delivery;
  private final ReusedBatches batches;
  private final Runnable onRoom;
  private final Clock clock;
  private final Telemetry telemetry;
  private final long budgetBytes;
  private final long lingerNanos;
  private final boolean waitedFor;
  private final boolean keepsIds;
  private final int maxUnderWay;
  private final long ownOrigin;
  private final long startedNanos;
  private final Map<Destination, Lane> lanes = new HashMap<>();
  private final Map<String, Share> shares = new HashMap<>();

  /** Those with an open batch or sealed ones, in the order in which they got them. */
  private final Set<Lane> busy = new LinkedHashSet<>();

  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicLong underWayBytes = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicLong waitingRecords = new AtomicLong();

  /** Whether the reading thread can do more once a batch is settled; see {@link #endTurn}. */
  private volatile boolean heldUp = true;

  private boolean refused;
  private long nextSweepNanos;
  private long nextOwn;

  /**
   * @param budgetBytes heap that batches may take together
   * @param lingerMillis the longest that a record waits for company, once this has run for four
   *     times as long: who is killed again and again must get on
   * @param waitedFor whether reading waits for the sink; else it loses what it does not take in
   *     time
   * @param deadLetters where rejected records are kept
   * @param onRoom told, on a sender, when a batch has been settled and something waits for that
   */
  public Outbox(
      BatchLimits limits,
      int maxConcurrentSends,
      long budgetBytes,
      long lingerMillis,
      boolean waitedFor,
      SinkHandle sink,
      DeadLetters deadLetters,
      Telemetry telemetry,
      Clock clock,
      Runnable onRoom) {
    this.budgetBytes = budgetBytes;
    this.batches = new ReusedBatches(limits);
    this.onRoom = onRoom;
    this.lingerNanos = lingerMillis * 1_000_000;
    this.waitedFor = waitedFor;
    this.keepsIds = limits.identified();
    this.maxUnderWay = limits.ordered() ? MAX_UNDER_WAY_ORDERED : maxConcurrentSends + 1;
    this.ownOrigin =
        RecordId.origin(
            "ringtail",
            Long.toString(System.currentTimeMillis()),
            Long.toString(System.nanoTime()));
    this.clock = clock;
    this.startedNanos = clock.nanoTime();
    this.telemetry = telemetry;
    this.delivery =
        new Delivery(
            batches,
            maxConcurrentSends,
            sink,
            Fallback.FILES,
            deadLetters,
            telemetry,
            clock,
            this::onSettled);
    telemetry.holdsEvents(waitingRecords::get);
  }

  /** Opens the sink, so that the first batch need not wait for it. */
  public void prepare() {
    delivery.prepare();
  }

  /** Where records for {@code destination} go in. */
  public Lane lane(Destination destination) {
    return lanes.computeIfAbsent(
        destination,
        d ->
            new Lane(
                this, d, shares.computeIfAbsent(d.group(), g -> new Share()), clock.nanoTime()));
  }

  /**
   * Whether more may be read now.
   *
   * @param heldBackBytes what entries that wait for their continuation take; half of the budget at
   *     most counts, since it is reading that lets them go
   */
  public boolean hasRoom(long heldBackBytes) {
    return orRefused(
        !waitedFor || usedBytes.get() + Math.min(heldBackBytes, budgetBytes / 2) < budgetBytes);
  }

  /** Notes for {@link #endTurn} what was refused. */
  boolean orRefused(boolean admitted) {
    refused |= !admitted;
    return admitted;
  }

  /** From here on every settled batch is told of: it may be the one that is waited for. */
  public void beginTurn() {
    heldUp = true;
    refused = false;
  }

  /**
   * Settled batches are told of further only if something has found no room in this turn: a core
   * that sleeps is not woken a hundred times a second to find nothing to do.
   */
  public void endTurn() {
    if (!refused) {
      heldUp = false;
    }
  }

  private void onSettled() {
    if (heldUp) {
      onRoom.run();
    }
  }

  boolean hasBytes() {
    return usedBytes.get() < budgetBytes;
  }

  boolean isWaitedFor() {
    return waitedFor;
  }

  boolean keepsIds() {
    return keepsIds;
  }

  /** Batches of one lane handed to Delivery at once. */
  int maxUnderWay() {
    return maxUnderWay;
  }

  /** Names a record that comes from no log. */
  void identifyOwn(RecordBatch batch) {
    batch.identify(ownOrigin, nextOwn++);
  }

  /** Counts a record that will not be sent. */
  void drop(DropReason reason, Level level, long timeMillis) {
    telemetry.countCaptured();
    telemetry.losses().drop(reason, level, timeMillis);
  }

  /**
   * Sends on their way the batches that have waited long enough, and more where memory is short.
   */
  public void flushDue() {
    long now = clock.nanoTime();
    batches.shrinkTo(Math.max(budgetBytes / IDLE_PART, freeBytes()));
    long waitingBytes = usedBytes.get() - underWayBytes.get();
    if (waitingBytes >= TIMES_FREE * freeBytes()) {
      sealLargest(waitingBytes / 3);
    }
    for (Iterator<Lane> all = busy.iterator(); all.hasNext(); ) {
      Lane lane = all.next();
      if (lane.ageNanos(now) >= lingerNanos(now)) {
        lane.seal();
      }
      lane.submitSealed();
      if (lane.isEmpty()) {
        all.remove();
      }
    }
    if (now - nextSweepNanos >= 0) {
      nextSweepNanos = now + IDLE_LANE_NANOS;
      lanes.values().removeIf(lane -> lane.isIdle(now, IDLE_LANE_NANOS));
      shares.values().removeIf(share -> share.isUnused() && !isShared(share));
    }
  }

  private boolean isShared(Share share) {
    return lanes.values().stream().anyMatch(lane -> lane.isOf(share));
  }

  /** Log groups that have lanes. */
  int groups() {
    return shares.size();
  }

  /** Nothing waits for company any more. */
  public void flush() {
    busy.forEach(Lane::seal);
    flushDue();
  }

  /** Whether every record has had its outcome. */
  public boolean isEmpty() {
    return busy.isEmpty() && underWay.get() == 0;
  }

  /**
   * When it {@link #isEmpty}: lets the sink bring to the destination what it has accepted and still
   * keeps.
   *
   * @return false if the deadline, a {@link System#nanoTime}, came first
   */
  public boolean finish(long deadlineNanos) {
    return delivery.finish(deadlineNanos);
  }

  /**
   * Sends all there is, and waits, however long it takes, until the sink has brought it where it
   * belongs.
   */
  public void drain() throws InterruptedException {
    while (!isEmpty()) {
      flush();
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
    while (!finish(System.nanoTime() + FINISH_NANOS)) {
      // The destination does not take it yet: somebody who waits for the end waits for that.
    }
  }

  /** Ends all sending; what has no outcome stays unsettled, and will be read again. */
  public void stop() {
    delivery.stop();
  }

  /** How the destination has answered lately. Threading: any. */
  public DeliveryHealth health() {
    return delivery.health();
  }

  /** Heap of all batches in use, in bytes. Threading: any. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** The most that {@link #usedBytes} should be. Threading: any. */
  public long budgetBytes() {
    return budgetBytes;
  }

  private long lingerNanos(long now) {
    return Math.min(lingerNanos, Math.max(MIN_LINGER_NANOS, (now - startedNanos) / 4));
  }

  // What is largest makes the fullest requests; a third of all is enough to go on with.
  private void sealLargest(long enoughBytes) {
    List<Lane> bySize = new ArrayList<>(busy);
    bySize.sort(Comparator.comparingLong(Lane::openBytes).reversed());
    long sealedBytes = 0;
    for (Lane lane : bySize) {
      if (sealedBytes > enoughBytes) {
        return;
      }
      sealedBytes += lane.openBytes();
      lane.seal();
    }
  }

  private long freeBytes() {
    return budgetBytes - usedBytes.get();
  }

  boolean leavesRoomForOthers(Share share) {
    return orRefused(share.bytes() < TIMES_FREE * freeBytes());
  }

  /** Whether it would still leave room with so many bytes more. */
  boolean mayGrow(Share share, long bytes) {
    return bytes == 0 || share.bytes() + bytes <= TIMES_FREE * (freeBytes() - bytes);
  }

  long nanoTime() {
    return clock.nanoTime();
  }

  RecordBatch take(Share share, int expectedRecords, int expectedBytes) {
    return batches.take(expectedRecords, expectedBytes, mayGrow(share, expectedBytes));
  }

  void reserve(Share share, long bytes) {
    share.add(bytes);
    usedBytes.addAndGet(bytes);
  }

  void release(Share share, long bytes) {
    share.add(-bytes);
    share.endSend();
    usedBytes.addAndGet(-bytes);
    underWayBytes.addAndGet(-bytes);
    underWay.decrementAndGet();
  }

  void onOpened(Lane lane) {
    busy.add(lane);
  }

  void onAppended() {
    telemetry.countCaptured();
    // One thread adds, and only its own submits subtract.
    waitingRecords.lazySet(waitingRecords.get() + 1);
  }

  boolean admits(Share share) {
    return share.underWay() < TIMES_FREE * (MAX_UNDER_WAY - underWay.get());
  }

  void submit(Share share, RecordBatch batch) {
    int records = batch.size();
    share.beginSend();
    underWay.incrementAndGet();
    underWayBytes.addAndGet(batch.heapBytes());
    delivery.submit(batch);
    waitingRecords.lazySet(waitingRecords.get() - records);
  }
}
