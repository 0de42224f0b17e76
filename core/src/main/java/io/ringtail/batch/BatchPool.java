package io.ringtail.batch;

import org.jspecify.annotations.Nullable;

/** Gives out empty batches, as many as the memory plan allows, and takes sealed ones. */
public interface BatchPool {
  /** An empty batch, or null while all are under way. Threading: the consumer alone. */
  @Nullable RecordBatch tryTake();

  /**
   * Sends {@code batch} on its way; it is the callee's from now on. Threading: the consumer alone.
   */
  void submit(RecordBatch batch);
}
