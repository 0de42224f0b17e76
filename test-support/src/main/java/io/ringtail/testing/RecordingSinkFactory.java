package io.ringtail.testing;

import io.ringtail.batch.BatchLimits;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.time.Duration;

/**
 * Opens one given sink, with limits that the test chooses.
 *
 * @param name as in RINGTAIL_SINK
 * @param limits of one batch
 * @param maxConcurrentSends sends at once
 * @param sendHeapBytes what one send takes beside its batch
 * @param sink what {@link #open} gives
 */
public record RecordingSinkFactory(
    String name, BatchLimits limits, int maxConcurrentSends, long sendHeapBytes, Sink sink)
    implements SinkFactory {

  /** Those of CloudWatch Logs' PutLogEvents. */
  public static final BatchLimits CLOUDWATCH_LIMITS =
      new BatchLimits(10_000, 1_048_576, 26, Duration.ofHours(24).toMillis());

  /** {@code sink} as "recording", with CloudWatch's limits and four sends at once. */
  public static RecordingSinkFactory of(Sink sink) {
    return new RecordingSinkFactory("recording", CLOUDWATCH_LIMITS, 4, 0, sink);
  }

  public RecordingSinkFactory named(String other) {
    return new RecordingSinkFactory(other, limits, maxConcurrentSends, sendHeapBytes, sink);
  }

  public RecordingSinkFactory withLimits(BatchLimits other) {
    return new RecordingSinkFactory(name, other, maxConcurrentSends, sendHeapBytes, sink);
  }

  public RecordingSinkFactory withMaxConcurrentSends(int sends) {
    return new RecordingSinkFactory(name, limits, sends, sendHeapBytes, sink);
  }

  @Override
  public long sendHeapBytes(BatchLimits ofBatch) {
    return sendHeapBytes;
  }

  @Override
  public Sink open(SinkContext context) {
    return sink;
  }
}
