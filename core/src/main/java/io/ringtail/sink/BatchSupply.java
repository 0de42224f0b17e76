package io.ringtail.sink;

import io.ringtail.batch.RecordBatch;
import org.jspecify.annotations.Nullable;

/** Where the batches of a {@link Delivery} come from, and go to when they are settled. */
public interface BatchSupply {
  /** An empty batch; null while there may be no more of them. */
  @Nullable RecordBatch tryTake();

  /** Takes an empty batch back. */
  void giveBack(RecordBatch batch);

  /** So many batches that were taken will never come back. */
  void writeOff(int batches);
}
