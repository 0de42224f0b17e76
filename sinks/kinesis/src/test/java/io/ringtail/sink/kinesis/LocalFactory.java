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

  static KinesisSink open(SinkContext context, URI endpoint) {
    return new KinesisSink(
        KinesisOptions.read(context.settings()),
        context,
        new AwsEndpoint(endpoint, Region.EU_WEST_1),
        Clock.systemUTC());
  }
}
