package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import java.io.IOException;

/** RINGTAIL_SINK=stdout: JSON lines for a node agent to pick up. */
final class StdoutSink implements Sink {
  private final JsonLines lines = JsonLines.toStdout();

  @Override
  public Outcomes send(RecordBatch batch) throws IOException {
    lines.write(batch);
    return Outcomes.all(batch.size(), Outcome.ACCEPTED);
  }

  @Override
  public void close() {}

  /** Its factory. */
  static final class Factory implements SinkFactory {
    @Override
    public String name() {
      return "stdout";
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
