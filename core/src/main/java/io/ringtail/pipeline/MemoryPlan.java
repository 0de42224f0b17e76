package io.ringtail.pipeline;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.ring.EventRing;
import io.ringtail.sink.SinkFactory;

/**
 * How RINGTAIL_BUFFER_BYTES is divided: what ring, batches and sends under way may hold together.
 *
 * <p>Half of it at most goes to batches and sends, whose number and size are fixed; the ring has
 * the rest. Each part keeps to its own bound, so the sum holds without a common counter.
 *
 * @param slots places in the ring, a power of two
 * @param ringBytes heap that the events waiting in the ring may keep alive
 * @param limits of one batch, no larger than the destination's
 * @param maxBatches batches that exist at once
 * @param concurrentSends sends under way at once
 */
record MemoryPlan(
    int slots, long ringBytes, BatchLimits limits, int maxBatches, int concurrentSends) {

  /** What a waiting event of usual size keeps alive, its slot not counted. */
  private static final int USUAL_EVENT_BYTES = 640;

  private static final int MIN_SLOTS = 256;
  private static final int MAX_SLOTS = 32 * 1024;

  /** One batch is open, one is its spare; see BatchAssembler. */
  private static final int BATCHES_NOT_SENT = 2;

  private static final int MIN_BATCH_BYTES = 32 * 1024;

  static MemoryPlan of(long bufferBytes, SinkFactory sink) {
    long share = bufferBytes / 2;
    int sends = Math.min(2, sink.maxConcurrentSends());
    for (int more = sink.maxConcurrentSends(); more > sends; more--) {
      if (largestBatch(share, more, sink) >= sink.limits().maxBytes() / 2) {
        sends = more;
      }
    }
    BatchLimits limits = sink.limits().withMaxBytes(largestBatch(share, sends, sink));
    long rest = bufferBytes - bytes(limits, sends, sink);
    int slots =
        (int) Math.max(MIN_SLOTS, Math.min(MAX_SLOTS, rest / (USUAL_EVENT_BYTES + slotBytes())));
    slots = Integer.highestOneBit(slots);
    return new MemoryPlan(
        slots, rest - slots * slotBytes(), limits, sends + BATCHES_NOT_SENT, sends);
  }

  /** All of it together, in bytes. */
  long bytes(SinkFactory sink) {
    return ringBytes + slots * slotBytes() + bytes(limits, concurrentSends, sink);
  }

  private static int largestBatch(long share, int sends, SinkFactory sink) {
    int most = sink.limits().maxBytes();
    if (bytes(sink.limits(), sends, sink) <= share) {
      return most;
    }
    int fits = MIN_BATCH_BYTES;
    while (most - fits > 1024) {
      int middle = (fits + most) >>> 1;
      if (bytes(sink.limits().withMaxBytes(middle), sends, sink) <= share) {
        fits = middle;
      } else {
        most = middle;
      }
    }
    return fits;
  }

  /** Batches, what their sends need, and the encoder's own buffer. */
  private static long bytes(BatchLimits limits, int sends, SinkFactory sink) {
    return (sends + BATCHES_NOT_SENT) * RecordBatch.heapBytes(limits)
        + sends * sink.sendHeapBytes(limits)
        + limits.maxRecordBytes();
  }

  private static long slotBytes() {
    return EventRing.slotBytes();
  }
}
