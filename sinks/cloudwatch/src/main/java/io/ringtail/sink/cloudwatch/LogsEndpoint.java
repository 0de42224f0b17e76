package io.ringtail.sink.cloudwatch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cloudwatchlogs.endpoints.CloudWatchLogsEndpointProvider;

/**
 * Where CloudWatch Logs is, by the SDK's own rules: AWS_REGION, the profile or the instance's
 * metadata; AWS_ENDPOINT_URL_CLOUDWATCH_LOGS, AWS_ENDPOINT_URL or the profile;
 * AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS SDKs
 *     reference, service-specific endpoints</a>
 */
record LogsEndpoint(URI uri, Region region) {

  /**
   * @throws IllegalStateException if the region or the endpoint is not known, with a message for
   *     people
   */
  static LogsEndpoint resolve() {
    Region region = findRegion();
    try {
      AwsClientEndpointProvider provider = provider(region);
      URI uri = provider.isEndpointOverridden() ? provider.clientEndpoint() : byRules(region);
      return new LogsEndpoint(uri, region);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "no endpoint of CloudWatch Logs in the region " + region + ": " + e.getMessage(), e);
    }
  }

  /** Whether it is on this machine, so that no account's limits can be meant. */
  boolean isLoopback() {
    try {
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static Region findRegion() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the AWS region is not known: set AWS_REGION, for example AWS_REGION=eu-west-1", e);
    }
  }

  /** The service's own rules: partitions, FIPS, dual stack. */
  private static URI byRules(Region region) {
    Supplier<ProfileFile> profileFile = ProfileFile::defaultProfileFile;
    String profileName = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
    boolean fips =
        FipsEnabledProvider.builder()
            .profileFile(profileFile)
            .profileName(profileName)
            .build()
            .isFipsEnabled()
            .orElse(false);
    boolean dualStack =
        DualstackEnabledProvider.builder()
            .profileFile(profileFile)
            .profileName(profileName)
            .build()
            .isDualstackEnabled()
            .orElse(false);
    return CloudWatchLogsEndpointProvider.defaultProvider()
        .resolveEndpoint(rules -> rules.region(region).useFips(fips).useDualStack(dualStack))
        .join()
        .url();
  }

  /** As the generated builder of CloudWatchLogsClient calls it. */
  private static AwsClientEndpointProvider provider(Region region) {
    return AwsClientEndpointProvider.builder()
        .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS")
        .serviceEndpointOverrideSystemProperty("aws.endpointUrlCloudWatchLogs")
        .serviceProfileProperty("cloudwatch_logs")
        .serviceEndpointPrefix("logs")
        .defaultProtocol("https")
        .region(region)
        .profileFile(ProfileFile::defaultProfileFile)
        .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
        .build();
  }
}
