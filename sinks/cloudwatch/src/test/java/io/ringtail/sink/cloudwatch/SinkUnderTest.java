package io.ringtail.sink.cloudwatch;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.SinkContext;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestConfig;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/** A sink with credentials that are good for nothing, and all that it says. */
final class SinkUnderTest implements AutoCloseable {
  final RecordingNotices notices = new RecordingNotices();
  final CloudWatchSink sink;

  SinkUnderTest(URI endpoint, String... options) {
    this(Clock.systemUTC(), endpoint, options);
  }

  SinkUnderTest(Clock clock, URI endpoint, String... options) {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    sink =
        new CloudWatchSink(
            SinkContext.of(TestConfig.of(options), notices),
            new AwsEndpoint(endpoint, Region.EU_WEST_1),
            clock);
  }

  List<Outcome> send(RecordBatch batch) {
    Outcomes outcomes = sink.send(batch);
    List<Outcome> list = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      list.add(outcomes.at(i));
    }
    return list;
  }

  @Override
  public void close() {
    sink.close();
  }
}
