package io.ringtail.sink.cloudwatch;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

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
      return new LogsEndpoint(provider(region).clientEndpoint(), region);
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
