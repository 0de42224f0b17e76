package io.ringtail.node.deliver;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.BatchSupply;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Batches that have been sent and may be filled again, by the memory that they have: a busy log
 * gets a large one back, so that none need grow, and a quiet one a small one, so that it does not
 * hold what it has no use for.
 *
 * <p>Threading: safe.
 */
final class ReusedBatches implements BatchSupply {
  /** A batch of so many times the memory that is expected to be needed is too good for that. */
  private static final int MOST_TIMES_EXPECTED = 4;

  /** What a new one takes before it grows. */
  private static final long LEAST_BYTES = 20 * 1024;

  private final BatchLimits limits;
  private final int maxBytes;
  private final TreeSet<Idle> bySize =
      new TreeSet<>(Comparator.comparingLong(Idle::bytes).thenComparingLong(Idle::id));
  private long idleBytes;
  private long nextId;

  ReusedBatches(BatchLimits limits) {
    this.limits = limits;
    this.maxBytes = limits.maxBytes() * limits.form().maxGrowth();
  }

  /**
   * A batch, a new one if none is there that fits.
   *
   * @param expectedBytes heap that it will need
   * @param mayTakeMore whether a new one may have that from the start
   */
  synchronized RecordBatch take(long expectedBytes, boolean mayTakeMore) {
    Idle wanted = new Idle(Math.max(LEAST_BYTES, expectedBytes), 0, null);
    Idle found = bySize.ceiling(wanted);
    if (found == null) {
      // Rather one that has to grow once than one that has to grow from nothing.
      found = bySize.floor(wanted);
    }
    RecordBatch batch = found == null ? null : found.batch;
    if (found == null || batch == null || found.bytes > MOST_TIMES_EXPECTED * wanted.bytes) {
      long bytes = mayTakeMore ? expectedBytes + expectedBytes / 16 : 0;
      return new RecordBatch(limits, (int) Math.min(bytes, maxBytes));
    }
    remove(found);
    return batch;
  }

  @Override
  public RecordBatch tryTake() {
    return take(0, false);
  }

  @Override
  public synchronized void giveBack(RecordBatch batch) {
    long bytes = batch.heapBytes();
    idleBytes += bytes;
    bySize.add(new Idle(bytes, nextId++, batch));
  }

  @Override
  public void writeOff(int batches) {}

  /** Lets go of the smallest ones, until those that are left take no more than {@code maxBytes}. */
  synchronized void shrinkTo(long maxBytes) {
    while (idleBytes > maxBytes) {
      remove(bySize.first());
    }
  }

  private void remove(Idle idle) {
    bySize.remove(idle);
    idleBytes -= idle.bytes;
  }

  private record Idle(long bytes, long id, @Nullable RecordBatch batch) {}
}
