package io.ringtail.console;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** The client that users have: the AWS SDK's, without retries, so that a test sees each answer. */
public final class Sdk {
  public static final String GROUP = "/test/group";
  public static final String STREAM = "pod/app";

  private Sdk() {}

  public static CloudWatchLogsClient client(URI endpoint) {
    return CloudWatchLogsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(20)))
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  public static void createStream(CloudWatchLogsClient client) {
    client.createLogGroup(r -> r.logGroupName(GROUP));
    client.createLogStream(r -> r.logGroupName(GROUP).logStreamName(STREAM));
  }

  public static InputLogEvent event(long timestampMillis, String message) {
    return InputLogEvent.builder().timestamp(timestampMillis).message(message).build();
  }

  public static PutLogEventsResponse put(CloudWatchLogsClient client, InputLogEvent... events) {
    return put(client, List.of(events));
  }

  public static PutLogEventsResponse put(CloudWatchLogsClient client, List<InputLogEvent> events) {
    return client.putLogEvents(r -> r.logGroupName(GROUP).logStreamName(STREAM).logEvents(events));
  }
}
