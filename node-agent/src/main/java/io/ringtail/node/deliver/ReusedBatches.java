package io.ringtail.node.deliver;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.BatchSupply;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * As many batches as anyone asks for, since what they hold is bounded in bytes by the {@link
 * Outbox}; some of those that come back are kept, so that a busy log does not grow a new one each
 * time.
 *
 * <p>Threading: guarded by the lock of Delivery.
 */
final class ReusedBatches implements BatchSupply {
  private final BatchLimits limits;
  private final long maxIdleBytes;
  private final ArrayDeque<RecordBatch> idle = new ArrayDeque<>();
  private long idleBytes;

  /**
   * @param maxIdleBytes heap that batches may take that nobody uses
   */
  ReusedBatches(BatchLimits limits, long maxIdleBytes) {
    this.limits = limits;
    this.maxIdleBytes = maxIdleBytes;
  }

  @Override
  public @Nullable RecordBatch tryTake() {
    RecordBatch batch = idle.pollLast();
    if (batch == null) {
      return new RecordBatch(limits);
    }
    idleBytes -= batch.heapBytes();
    return batch;
  }

  @Override
  public void giveBack(RecordBatch batch) {
    if (idleBytes + batch.heapBytes() <= maxIdleBytes) {
      idleBytes += batch.heapBytes();
      idle.addLast(batch);
    }
  }

  @Override
  public void writeOff(int batches) {}
}
