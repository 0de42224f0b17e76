package io.ringtail.sink.firehose;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Sink;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import java.util.List;

/** RINGTAIL_SINK=firehose. */
public final class FirehoseSinkFactory implements SinkFactory {
  /** Each has a connection and a thread of its own. */
  private static final int MAX_CONCURRENT_SENDS = 5;

  /**
   * Buffers of the JDK and an answer, 250 bytes a record at most; the body is read from the batch.
   */
  private static final int SEND_BYTES = 64 * 1024 + 250 * FirehoseLimits.MAX_RECORDS;

  @Override
  public String name() {
    return "firehose";
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return FirehoseOptions.read(settings).problems();
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return FirehoseOptions.read(settings).names(logs);
  }

  @Override
  public BatchLimits limits() {
    return FirehoseLimits.BATCH;
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
   * @throws IllegalStateException if stream, region or endpoint are not known
   */
  @Override
  public Sink open(SinkContext context) {
    return FirehoseSink.open(context);
  }
}
