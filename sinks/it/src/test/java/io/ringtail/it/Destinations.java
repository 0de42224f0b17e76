package io.ringtail.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.sink.kinesis.Kinesalite;
import io.ringtail.sink.s3.S3Mock;
import io.ringtail.sink.s3.Stored;
import io.ringtail.testing.aws.FirehoseEndpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * CloudWatch Logs, S3, Kinesis, Firehose and OpenSearch for one test: where programs send to, and
 * what has arrived there. Without Node.js there is no Kinesis, without a JDK 21 no OpenSearch.
 */
final class Destinations implements AutoCloseable {
  private static final String STREAM = "logs";
  private static final String GROUP = "/it/group";

  private final Console console;
  private final String bucket;
  private final Stored stored;
  private final FirehoseEndpoint firehose = new FirehoseEndpoint();
  private final @Nullable Kinesalite kinesis;
  private final @Nullable OpenSearch openSearch;

  /**
   * @param work an empty directory
   */
  Destinations(Path work) throws IOException {
    console = Console.start(ConsoleOptions.defaults());
    bucket = S3Mock.get().newBucket();
    stored = new Stored(S3Mock.get().endpoint(), bucket);
    firehose.createStream(STREAM);
    kinesis = startKinesis(work);
    openSearch = startOpenSearch();
  }

  private static @Nullable Kinesalite startKinesis(Path work) {
    try {
      Kinesalite started = new Kinesalite(work);
      started.createStream(STREAM, 3);
      return started;
    } catch (TestAbortedException e) {
      System.out.println(e.getMessage() + "; the other sinks are tested");
      return null;
    }
  }

  private static @Nullable OpenSearch startOpenSearch() throws IOException {
    try {
      return new OpenSearch();
    } catch (TestAbortedException e) {
      System.out.println(e.getMessage() + "; the other sinks are tested");
      return null;
    }
  }

  /** Those that are here, as RINGTAIL_SINK names them. */
  List<String> sinks() {
    List<String> sinks = new ArrayList<>(List.of("cloudwatch", "s3", "firehose"));
    if (kinesis != null) {
      sinks.add("kinesis");
    }
    if (openSearch != null) {
      sinks.add("opensearch");
    }
    return sinks;
  }

  String bucket() {
    return bucket;
  }

  /** What programs need to send here, to all of them. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("RINGTAIL_SINK", String.join(",", sinks()));
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", FirehoseEndpoint.ACCESS_KEY_ID);
    environment.put("AWS_SECRET_ACCESS_KEY", FirehoseEndpoint.SECRET_ACCESS_KEY);
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", console.endpoint().toString());
    environment.put("RINGTAIL_LOG_GROUP", GROUP);
    environment.put("RINGTAIL_LOG_STREAM", STREAM);
    environment.put("AWS_ENDPOINT_URL_S3", S3Mock.get().endpoint().toString());
    environment.put("RINGTAIL_S3_BUCKET", bucket);
    environment.put("RINGTAIL_S3_PREFIX", "logs/");
    environment.put("RINGTAIL_S3_OBJECT_AGE_MS", "1000");
    environment.put("AWS_ENDPOINT_URL_FIREHOSE", firehose.uri().toString());
    environment.put("RINGTAIL_FIREHOSE_STREAM", STREAM);
    if (kinesis != null) {
      environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString());
      environment.put("RINGTAIL_KINESIS_STREAM", STREAM);
    }
    if (openSearch != null) {
      environment.put("RINGTAIL_OPENSEARCH_URL", openSearch.uri().toString());
      environment.put("RINGTAIL_OPENSEARCH_INDEX", openSearch.index());
    }
    environment.put("RINGTAIL_LINGER_MS", "100");
    environment.put("RINGTAIL_SHUTDOWN_MS", "20000");
    return environment;
  }

  /** The JSON of every record that has arrived at the sink, as often as it has. */
  List<String> records(String sink) {
    return switch (sink) {
      case "cloudwatch" ->
          console.events(GROUP, STREAM).stream().map(StoredEvent::message).toList();
      case "s3" -> objects("logs/");
      case "firehose" -> new String(firehose.object(STREAM), UTF_8).lines().toList();
      case "kinesis" ->
          kinesis == null
              ? List.of()
              : kinesis.records(STREAM).stream()
                  .map(record -> record.data().asUtf8String())
                  .toList();
      case "opensearch" -> openSearch == null ? List.of() : openSearch.records();
      default -> throw new IllegalArgumentException(sink);
    };
  }

  /** The lines of all objects whose keys begin so. */
  List<String> objects(String prefix) {
    List<String> lines = new ArrayList<>();
    stored.keys().stream()
        .filter(key -> key.startsWith(prefix))
        .forEach(key -> lines.addAll(stored.lines(key)));
    return lines;
  }

  @Override
  public void close() {
    if (kinesis != null) {
      kinesis.close();
    }
    firehose.close();
    stored.close();
    console.close();
  }
}
