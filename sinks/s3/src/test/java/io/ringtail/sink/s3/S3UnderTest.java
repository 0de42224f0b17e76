package io.ringtail.sink.s3;

import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.config.SinkSettings;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.Sink;
import io.ringtail.telemetry.Clock;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.TestConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;

/** A sink with credentials that are good for nothing, and all that it says. */
final class S3UnderTest implements AutoCloseable {
  /** Impatient, and with the smallest parts that S3 takes. */
  static final Wire WIRE = new Wire(Duration.ofSeconds(3), 16 << 20, 5L << 20, 5L << 20);

  final RecordingNotices notices = new RecordingNotices();
  final Sink sink;
  private final String bucket;

  /**
   * @param options in Logback's spelling, name and value in turn
   */
  S3UnderTest(Clock clock, URI endpoint, String bucket, String... options) {
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
    this.bucket = bucket;
    this.sink =
        S3SinkFactory.open(
            S3Options.read(settings(bucket, options)),
            new S3Endpoint(Region.EU_WEST_1, endpoint),
            WIRE,
            notices,
            clock);
  }

  S3UnderTest(URI endpoint, String bucket, String... options) {
    this(Clock.SYSTEM, endpoint, bucket, options);
  }

  static SinkSettings settings(String bucket, String... options) {
    Map<String, String> file = new HashMap<>(Map.of("s3Bucket", bucket));
    for (int i = 0; i < options.length; i += 2) {
      file.put(options[i], options[i + 1]);
    }
    return SinkSettings.of(TestConfig.surroundings(Map.of()), file);
  }

  List<Outcome> send(String prefix, List<String> records) {
    return send(Batches.of(new Destination(bucket, prefix), records));
  }

  List<Outcome> send(RecordBatch batch) {
    try {
      Outcomes outcomes = sink.send(batch);
      List<Outcome> list = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        list.add(outcomes.at(i));
      }
      return list;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  boolean finish(Duration time) {
    return sink.finish(System.nanoTime() + time.toNanos());
  }

  @Override
  public void close() {
    sink.close();
  }
}
