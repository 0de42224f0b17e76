package io.ringtail.sink.kinesis;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestBatch;
import io.ringtail.testing.TestConfig;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** A sink with credentials that are good for nothing, and all that it says. */
final class TestSink implements AutoCloseable {
  static final Destination DESTINATION = new Destination("logs", "shop/cart/app");

  final RecordingNotices notices = new RecordingNotices();
  final KinesisSink sink;

  TestSink(URI endpoint, String... options) {
    SinkContext context = context(notices, options);
    sink =
        new KinesisSink(
            KinesisOptions.read(context.settings()),
            context,
            new AwsEndpoint(endpoint, Region.EU_WEST_1),
            Clock.systemUTC());
  }

  static SinkContext context(RecordingNotices notices, String... options) {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    List<String> all = new ArrayList<>(List.of(options));
    if (!all.contains("kinesisStream")) {
      all.addAll(List.of("kinesisStream", "logs"));
    }
    return SinkContext.of(TestConfig.of(all.toArray(String[]::new)), notices);
  }

  static RecordBatch batch(String... records) {
    return TestBatch.of(KinesisLimits.BATCH, DESTINATION, records);
  }

  static RecordBatch numbered(int count) {
    String[] records = new String[count];
    for (int i = 0; i < count; i++) {
      records[i] = "{\"seq\":" + i + "}";
    }
    return batch(records);
  }

  List<Outcome> send(RecordBatch batch) {
    return TestBatch.list(sink.send(batch));
  }

  @Override
  public void close() {
    sink.close();
  }
}
