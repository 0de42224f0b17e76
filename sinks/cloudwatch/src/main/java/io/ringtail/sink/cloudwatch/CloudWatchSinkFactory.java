package io.ringtail.sink.cloudwatch;

import io.ringtail.batch.BatchLimits;
import io.ringtail.event.RecordForm;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.util.concurrent.TimeUnit;

/**
 * RINGTAIL_SINK=cloudwatch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents,
 *     the limits of a batch</a>
 */
public final class CloudWatchSinkFactory implements SinkFactory {
  private static final int MAX_EVENTS = 10_000;
  private static final int MAX_BYTES = 1_048_576;
  private static final int EVENT_BYTES = 26;

  /** Each has a connection and a thread of its own. */
  private static final int MAX_CONCURRENT_SENDS = 5;

  /** Buffers of the SDK and the JDK; the body is read from the batch. */
  private static final int SEND_BYTES = 64 * 1024;

  @Override
  public String name() {
    return "cloudwatch";
  }

  @Override
  public BatchLimits limits() {
    return new BatchLimits(MAX_EVENTS, MAX_BYTES, EVENT_BYTES, TimeUnit.HOURS.toMillis(24))
        .inForm(RecordForm.JSON_STRING)
        .withHeadroom(Opening.BYTES);
  }

  @Override
  public int maxConcurrentSends() {
    return MAX_CONCURRENT_SENDS;
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return SEND_BYTES;
  }

  /**
   * @throws IllegalStateException if region or endpoint are not known
   */
  @Override
  public Sink open(SinkContext context) {
    return new CloudWatchSink(context);
  }
}
