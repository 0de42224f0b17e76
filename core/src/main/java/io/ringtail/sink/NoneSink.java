package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;

/** RINGTAIL_SINK=none: everything but the sending, to try out and to measure. */
final class NoneSink implements Sink {
  @Override
  public Outcomes send(RecordBatch batch) {
    return Outcomes.all(batch.size(), Outcome.ACCEPTED);
  }

  @Override
  public void close() {}

  /** Its factory. */
  static final class Factory implements SinkFactory {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public BatchLimits limits() {
      return new BatchLimits(10_000, 1 << 20, 0, Long.MAX_VALUE);
    }

    @Override
    public int maxConcurrentSends() {
      return 1;
    }

    @Override
    public long sendHeapBytes(BatchLimits limits) {
      return 0;
    }

    @Override
    public Sink open(SinkContext context) {
      return new NoneSink();
    }
  }
}
