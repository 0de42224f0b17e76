package io.ringtail.sink.kinesis;

import io.ringtail.sink.DelegatingSinkFactory;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.SinkFactory;
import io.ringtail.sink.aws.AwsEndpoint;
import java.net.URI;
import java.time.Clock;
import software.amazon.awssdk.regions.Region;

/** The sink as it is, but for the endpoint. */
final class LocalFactory {
  private LocalFactory() {}

  static SinkFactory at(URI endpoint) {
    return new DelegatingSinkFactory(new KinesisSinkFactory(), context -> open(context, endpoint));
  }

  /** Waits for a second and no longer. */
  static SinkFactory impatient(URI endpoint) {
    AwsEndpoint service = new AwsEndpoint(endpoint, Region.EU_WEST_1, 1_000);
    return new DelegatingSinkFactory(new KinesisSinkFactory(), context -> open(context, service));
  }

  static KinesisSink open(SinkContext context, URI endpoint) {
    return open(context, new AwsEndpoint(endpoint, Region.EU_WEST_1));
  }

  private static KinesisSink open(SinkContext context, AwsEndpoint service) {
    return new KinesisSink(
        KinesisOptions.read(context.settings()), context, service, Clock.systemUTC());
  }
}
