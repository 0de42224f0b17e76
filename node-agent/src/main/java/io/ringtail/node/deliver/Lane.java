package io.ringtail.node.deliver;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.Level;
import io.ringtail.node.entry.Progress;
import io.ringtail.telemetry.DropReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The records on their way to one destination: an open batch, and sealed ones that wait until those
 * before them are delivered.
 *
 * <p>Threading: the reading thread, but for what a settled batch reports.
 */
public final class Lane {
  private final Outbox outbox;
  private final Destination destination;
  private final Share share;
  private final IdentityHashMap<Progress, Progress.Span> spans = new IdentityHashMap<>();
  private final ArrayDeque<RecordBatch> sealed = new ArrayDeque<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private @Nullable RecordBatch open;
  private @Nullable Progress lastProgress;
  private long openedNanos;
  private long usedNanos;

  // Of the batch before: the next is likely to need as much.
  private int lastRecords;
  private int lastBytes;

  Lane(Outbox outbox, Destination destination, Share share, long nowNanos) {
    this.outbox = outbox;
    this.destination = destination;
    this.share = share;
    this.usedNanos = nowNanos;
  }

  Destination destination() {
    return destination;
  }

  /**
   * Whether what feeds this lane should be read further: not while its batches pile up behind a
   * destination that does not take them.
   */
  public boolean isReady() {
    return !outbox.isWaitedFor() || hasRoom();
  }

  private boolean hasRoom() {
    return outbox.orRefused(sealed.isEmpty()) && outbox.leavesRoomForOthers(share);
  }

  /**
   * Takes one record; drops it where nobody waits for the sink, and that does not keep up.
   *
   * @param progress told when the record has had its outcome
   * @param fromPosition where the record's entry begins
   */
  public void append(RecordBuffer record, long timeMillis, Progress progress, long fromPosition) {
    if (!outbox.isWaitedFor() && !(hasRoom() && outbox.hasBytes())) {
      outbox.drop(DropReason.BEHIND, Level.INFO, timeMillis);
      return;
    }
    RecordBatch batch = batchFor(record, timeMillis);
    if (outbox.isWaitedFor() && progress != lastProgress) {
      if (!spans.containsKey(progress)) {
        spans.put(progress, progress.open(fromPosition));
      }
      lastProgress = progress;
    }
    append(batch, record, timeMillis, Level.INFO, false);
    if (outbox.keepsIds()) {
      batch.identify(progress.originId(fromPosition), progress.number(fromPosition));
    }
  }

  /** Takes a record of our own, about a loss. */
  public void appendOwn(RecordBuffer record, long timeMillis) {
    RecordBatch batch = batchFor(record, timeMillis);
    append(batch, record, timeMillis, Level.WARN, true);
    outbox.identifyOwn(batch);
  }

  private void append(
      RecordBatch batch, RecordBuffer record, long timeMillis, Level level, boolean own) {
    long before = batch.heapBytes();
    batch.append(record.array(), record.length(), record.jsonBytes(), timeMillis, level, own);
    outbox.onAppended();
    long grown = batch.heapBytes() - before;
    if (grown > 0) {
      outbox.reserve(share, grown);
    }
  }

  private RecordBatch batchFor(RecordBuffer record, long timeMillis) {
    RecordBatch batch = open;
    if (batch != null
        && (!batch.fits(record.jsonBytes(), timeMillis)
            || !outbox.mayGrow(share, batch.growthBytes(record.length())))) {
      seal();
      submitSealed();
      batch = null;
    }
    if (batch == null) {
      batch = outbox.take(share, lastRecords, lastBytes);
      batch.open(destination);
      outbox.reserve(share, batch.heapBytes());
      open = batch;
      openedNanos = outbox.nanoTime();
      outbox.onOpened(this);
    }
    return batch;
  }

  /** Nanoseconds since the open batch has got its first record; negative without one. */
  long ageNanos(long nowNanos) {
    return open == null ? -1 : nowNanos - openedNanos;
  }

  /** Heap of the open batch. */
  long openBytes() {
    return open == null ? 0 : open.heapBytes();
  }

  boolean isOf(Share group) {
    return share.equals(group);
  }

  boolean isIdle(long nowNanos, long idleNanos) {
    return open == null
        && sealed.isEmpty()
        && underWay.get() == 0
        && nowNanos - usedNanos > idleNanos;
  }

  boolean isEmpty() {
    return open == null && sealed.isEmpty();
  }

  /** The open batch takes no more records. */
  void seal() {
    RecordBatch batch = open;
    if (batch == null) {
      return;
    }
    open = null;
    lastProgress = null;
    usedNanos = outbox.nanoTime();
    List<Progress.Span> settling = new ArrayList<>(spans.values());
    spans.clear();
    long bytes = batch.heapBytes();
    lastRecords = batch.size();
    // Two that are alike differ by a few records.
    lastBytes = batch.usedBytes() + batch.usedBytes() / 16;
    batch.whenSettled(() -> onSettled(settling, bytes));
    batch.seal();
    sealed.add(batch);
  }

  /** Sends on what is sealed, as far as there is place among the batches under way. */
  void submitSealed() {
    while (!sealed.isEmpty() && underWay.get() < outbox.maxUnderWay() && outbox.admits(share)) {
      underWay.incrementAndGet();
      outbox.submit(share, sealed.remove());
    }
    outbox.orRefused(sealed.isEmpty());
  }

  // On a sender.
  private void onSettled(List<Progress.Span> settling, long bytes) {
    for (Progress.Span span : settling) {
      span.settle();
    }
    underWay.decrementAndGet();
    outbox.release(share, bytes);
  }
}
