package io.ringtail.sink;

import io.ringtail.batch.RecordBatch;

/**
 * One destination, opened.
 *
 * <p>Threading: {@link #send} is called by several `ringtail-sender` threads at once, never more
 * than {@link SinkFactory#maxConcurrentSends}; the batch is the caller's alone during the call.
 */
public interface Sink extends AutoCloseable {
  /**
   * Sends all records of {@code batch} and waits for the answer. Must end within a time of its own:
   * a destination that hangs is {@link RetryCause#UNAVAILABLE}.
   *
   * @return one outcome per record, in the batch's order
   * @throws Exception whatever happens that is not foreseen; it counts as {@link
   *     RetryCause#UNAVAILABLE} for all records
   */
  Outcomes send(RecordBatch batch) throws Exception;

  /**
   * Brings to the destination what the sink has accepted and still keeps itself, on disk say.
   * Called at the end, when every batch has its outcome; what is left at the deadline must be safe
   * where it is.
   *
   * @param deadlineNanos a {@link System#nanoTime}
   * @return whether nothing is left
   */
  default boolean finish(long deadlineNanos) {
    return true;
  }

  /** Breaks off sends that are under way and lets go of connections. Does not throw, nor wait. */
  @Override
  void close();
}
