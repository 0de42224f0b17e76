package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;

/** RINGTAIL_SINK=stdout: JSON lines for a node agent to pick up. */
final class StdoutSink implements Sink {
  private final JsonLines lines = JsonLines.toStdout();

  @Override
  public Outcomes send(RecordBatch batch) {
    Outcomes outcomes = Outcomes.all(batch.size(), Outcome.ACCEPTED);
    try {
      lines.write(batch);
    } catch (JsonLines.CutShortException e) {
      Outcome later = new Outcome.RetryLater(RetryCause.UNAVAILABLE, "stdout: " + e.getMessage());
      outcomes.set(e.written(), batch.size(), later);
    }
    return outcomes;
  }

  @Override
  public void close() {}

  /** Its factory. */
  static final class Factory implements SinkFactory {
    @Override
    public String name() {
      return SinkCatalog.STDOUT;
    }

    @Override
    public BatchLimits limits() {
      return new BatchLimits(10_000, 1 << 20, 1, Long.MAX_VALUE);
    }

    @Override
    public int maxConcurrentSends() {
      return 1;
    }

    @Override
    public long sendHeapBytes(BatchLimits limits) {
      return 64 * 1024;
    }

    @Override
    public Sink open(SinkContext context) {
      return new StdoutSink();
    }
  }
}
