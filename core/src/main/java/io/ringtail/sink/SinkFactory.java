package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;

/** Makes one kind of sink; found by {@link java.util.ServiceLoader}. */
public interface SinkFactory {
  /** The name that users give as RINGTAIL_SINK. */
  String name();

  /** What one request may hold. Constant, no I/O. */
  BatchLimits limits();

  /** How many sends at once are worth their memory. */
  int maxConcurrentSends();

  /** Heap that one send under way takes beside its batch, in bytes. */
  long sendHeapBytes(BatchLimits limits);

  /**
   * Makes the sink ready. Called on a thread of ours, so it may read files and do I/O; called again
   * later, with growing pauses, when it throws.
   *
   * @throws Exception if the destination cannot be used yet, with a message for people
   */
  Sink open(SinkContext context) throws Exception;
}
