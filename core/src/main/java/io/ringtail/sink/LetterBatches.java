package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So many small batches and no more. A letter may be larger than such a batch, and is alone in it
 * then: few of these at once, and their memory is not kept.
 *
 * <p>Threading: safe.
 */
final class LetterBatches implements BatchSupply {
  private final BatchLimits limits;
  private final int maxBatches;
  private final long maxHeapBytes;

  // Guarded by this.
  private final List<RecordBatch> taken = new ArrayList<>();
  private final ArrayDeque<RecordBatch> free = new ArrayDeque<>();
  private int batches;

  /**
   * @param limits of a small batch
   * @param maxBatches that may exist at once, the open one and its spare included
   * @param maxHeapBytes of all of them; a single letter may be larger
   */
  LetterBatches(BatchLimits limits, int maxBatches, long maxHeapBytes) {
    this.limits = limits;
    this.maxBatches = maxBatches;
    this.maxHeapBytes = maxHeapBytes;
  }

  /** Whether a batch of its own may be made as large as this letter, if it needs one. */
  synchronized boolean takes(int letterBytes) {
    if (letterBytes <= limits.maxRecordBytes()) {
      return true;
    }
    boolean large = false;
    long heapBytes = letterBytes;
    for (RecordBatch batch : taken) {
      large |= isLarge(batch);
      heapBytes += batch.heapBytes();
    }
    return !large || heapBytes <= maxHeapBytes;
  }

  private boolean isLarge(RecordBatch batch) {
    return batch.heapBytes() > RecordBatch.heapBytes(limits);
  }

  @Override
  public synchronized @Nullable RecordBatch tryTake() {
    RecordBatch batch = free.poll();
    if (batch == null && batches < maxBatches) {
      batches++;
      batch = new RecordBatch(limits);
    }
    if (batch != null) {
      taken.add(batch);
    }
    return batch;
  }

  @Override
  public synchronized void giveBack(RecordBatch batch) {
    taken.removeIf(each -> each == batch);
    if (isLarge(batch)) {
      batches--;
    } else {
      free.add(batch);
    }
  }

  /** Only at the end. */
  @Override
  public synchronized void writeOff(int lost) {
    batches -= lost;
  }
}
