package io.ringtail.testing;

import io.ringtail.batch.BatchLimits;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;

/**
 * RINGTAIL_SINK=recording, for tests of what finds its sink by name.
 *
 * <p>A test calls {@link #renew} before it starts the pipeline, and looks into the sink that it
 * gets. Threading: safe, but one test at a time.
 */
public final class SharedRecordingSinkFactory implements SinkFactory {
  private static volatile RecordingSink current = new RecordingSink();

  /** A fresh sink, used by the pipelines that open theirs from now on. */
  public static RecordingSink renew() {
    RecordingSink fresh = new RecordingSink();
    current = fresh;
    return fresh;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public BatchLimits limits() {
    return RecordingSinkFactory.CLOUDWATCH_LIMITS;
  }

  @Override
  public int maxConcurrentSends() {
    return 4;
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return 0;
  }

  @Override
  public Sink open(SinkContext context) {
    return current;
  }
}
