package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * So many batches and no more, used again and again.
 *
 * <p>Threading: guarded by the lock of {@link Delivery}.
 */
public final class FixedBatchSupply implements BatchSupply {
  private final BatchLimits limits;
  private final int maxBatches;
  private final ArrayDeque<RecordBatch> free = new ArrayDeque<>();
  private int batches;

  /**
   * @param maxBatches batches that may exist at once, the open one and its spare included
   */
  public FixedBatchSupply(BatchLimits limits, int maxBatches) {
    this.limits = limits;
    this.maxBatches = maxBatches;
  }

  @Override
  public @Nullable RecordBatch tryTake() {
    RecordBatch batch = free.poll();
    if (batch == null && batches < maxBatches) {
      batches++;
      batch = new RecordBatch(limits);
    }
    return batch;
  }

  @Override
  public void giveBack(RecordBatch batch) {
    free.add(batch);
  }

  @Override
  public void writeOff(int lost) {
    batches -= lost;
  }
}
