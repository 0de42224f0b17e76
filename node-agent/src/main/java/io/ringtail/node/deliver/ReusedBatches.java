package io.ringtail.node.deliver;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.BatchSupply;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Batches that have been sent and may be filled again, by the records that they have places for: a
 * busy log gets a large one back, so that none need grow, and a quiet one a small one, so that it
 * does not hold what it has no use for. The bytes of an idle one are there for all.
 *
 * <p>Threading: safe.
 */
final class ReusedBatches implements BatchSupply {
  /** A batch with so many times the places that are expected to be needed is too good for that. */
  private static final int MOST_TIMES_EXPECTED = 4;

  /** What a new one has places for. */
  private static final int LEAST_PLACES = 64;

  private final BatchLimits limits;
  private final ReusedMemory memory = new ReusedMemory();
  private final TreeSet<Idle> byPlaces =
      new TreeSet<>(Comparator.comparingInt(Idle::places).thenComparingLong(Idle::id));
  private long idleBytes;
  private long nextId;

  ReusedBatches(BatchLimits limits) {
    this.limits = limits;
  }

  /**
   * A batch, a new one if none is there that fits.
   *
   * @param expectedRecords that it will need places for
   * @param expectedBytes of these records: as far as that many are there, it has them
   * @param mayTakeMore whether it may have them even if they are not
   */
  RecordBatch take(int expectedRecords, int expectedBytes, boolean mayTakeMore) {
    RecordBatch batch = take(expectedRecords);
    if (mayTakeMore) {
      batch.expect(expectedBytes);
    } else {
      batch.use(memory.takeIdle(expectedBytes));
    }
    return batch;
  }

  private synchronized RecordBatch take(int expectedRecords) {
    Idle wanted = new Idle(Math.max(LEAST_PLACES, expectedRecords), 0, null);
    Idle found = byPlaces.ceiling(wanted);
    if (found == null) {
      // Rather one that has to grow once than one that has to grow from nothing.
      found = byPlaces.floor(wanted);
    }
    RecordBatch batch = found == null ? null : found.batch;
    if (found == null || batch == null || found.places > MOST_TIMES_EXPECTED * wanted.places) {
      return new RecordBatch(limits, memory);
    }
    remove(found, batch);
    return batch;
  }

  @Override
  public RecordBatch tryTake() {
    return take(0);
  }

  @Override
  public synchronized void giveBack(RecordBatch batch) {
    batch.releaseMemory();
    idleBytes += batch.heapBytes();
    byPlaces.add(new Idle(batch.places(), nextId++, batch));
  }

  @Override
  public void writeOff(int batches) {}

  /** Lets go of the smallest ones, and of bytes, until those that are left take no more. */
  synchronized void shrinkTo(long maxBytes) {
    while (idleBytes > maxBytes) {
      Idle smallest = byPlaces.first();
      remove(smallest, smallest.batch);
    }
    memory.shrinkTo(maxBytes - idleBytes);
  }

  private void remove(Idle idle, @Nullable RecordBatch batch) {
    byPlaces.remove(idle);
    idleBytes -= batch == null ? 0 : batch.heapBytes();
  }

  private record Idle(int places, long id, @Nullable RecordBatch batch) {}
}
