package io.ringtail.sink.kinesis;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.aws.AwsEndpoint;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** The sink's own factory, but for the endpoint. */
record LocalFactory(URI endpoint) implements SinkFactory {
  private static final KinesisSinkFactory REAL = new KinesisSinkFactory();

  @Override
  public String name() {
    return REAL.name();
  }

  @Override
  public List<ConfigProblem> check(SinkSettings settings) {
    return REAL.check(settings);
  }

  @Override
  public DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return REAL.names(settings, logs);
  }

  @Override
  public BatchLimits limits() {
    return REAL.limits();
  }

  @Override
  public int maxConcurrentSends() {
    return REAL.maxConcurrentSends();
  }

  @Override
  public long sendHeapBytes(BatchLimits limits) {
    return REAL.sendHeapBytes(limits);
  }

  @Override
  public KinesisSink open(SinkContext context) {
    return new KinesisSink(
        KinesisOptions.read(context.settings()),
        context,
        new AwsEndpoint(endpoint, Region.EU_WEST_1),
        Clock.systemUTC());
  }
}
