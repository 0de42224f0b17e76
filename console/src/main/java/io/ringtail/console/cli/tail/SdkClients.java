package io.ringtail.console.cli.tail;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsAsyncClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Clients of the AWS SDK. Region, credentials and proxy for AWS are found as the SDK finds them; a
 * console gets neither real credentials nor a region that must be set.
 */
final class SdkClients {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private SdkClients() {}

  static CloudWatchLogsClient polling(LogsTarget target) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder()
            // The poller has its own, which tells people what it waits for.
            .retryStrategy(AwsRetryStrategy.doNotRetry())
            .apiCallTimeout(TIMEOUT);
    return configured(CloudWatchLogsClient.builder(), target)
        .overrideConfiguration(overrides.build())
        .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(TIMEOUT))
        .build();
  }

  static CloudWatchLogsAsyncClient streaming(LogsTarget target) {
    ClientOverrideConfiguration.Builder overrides =
        ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
    if (!target.isAws()) {
      // "streaming-127.0.0.1" is no host.
      overrides.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true);
    }
    return configured(CloudWatchLogsAsyncClient.builder(), target)
        .overrideConfiguration(overrides.build())
        .httpClient(new JdkAsyncHttp())
        .build();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, LogsTarget target) {
    URI endpoint = target.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (!target.isAws()) {
      builder
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }
    return builder;
  }
}
