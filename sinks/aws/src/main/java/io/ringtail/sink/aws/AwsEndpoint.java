package io.ringtail.sink.aws;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.endpoint.DualstackEnabledProvider;
import software.amazon.awssdk.awscore.endpoint.FipsEnabledProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where a service is, and how long we wait for it; by the SDK's own rules: AWS_REGION, the profile
 * or the instance's metadata; AWS_ENDPOINT_URL_{SERVICE}, AWS_ENDPOINT_URL or the profile;
 * AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT.
 *
 * @param silenceMillis the longest that an answer may let us wait for its next byte
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">AWS SDKs
 *     reference, service-specific endpoints</a>
 */
public record AwsEndpoint(URI uri, Region region, int silenceMillis) {
  private static final int SILENCE_MILLIS = 10_000;

  public AwsEndpoint(URI uri, Region region) {
    this(uri, region, SILENCE_MILLIS);
  }

  /** A service's own rules: partitions, FIPS, dual stack. */
  @FunctionalInterface
  public interface Rules {
    URI endpoint(Region region, boolean fips, boolean dualStack);
  }

  /**
   * By the SDK's table of regions.
   *
   * @throws IllegalStateException if the region or the endpoint is not known, with a message for
   *     people
   */
  public static AwsEndpoint resolve(AwsService service) {
    return resolve(
        service,
        (region, fips, dualStack) ->
            settings(service, region)
                .fipsEnabled(fips)
                .dualstackEnabled(dualStack)
                .build()
                .clientEndpoint());
  }

  /**
   * @param rules asked where nobody has set an endpoint
   * @throws IllegalStateException if the region or the endpoint is not known, with a message for
   *     people
   */
  public static AwsEndpoint resolve(AwsService service, Rules rules) {
    Region region = findRegion();
    try {
      AwsClientEndpointProvider provider = settings(service, region).build();
      URI uri =
          provider.isEndpointOverridden() ? provider.clientEndpoint() : byRules(region, rules);
      return new AwsEndpoint(uri, region);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "no endpoint of " + service.id() + " in the region " + region + ": " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalStateException if it is not known, with a message for people
   */
  public static Region findRegion() {
    try {
      return new DefaultAwsRegionProviderChain().getRegion();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "the AWS region is not known: set AWS_REGION, for example AWS_REGION=eu-west-1", e);
    }
  }

  /** Whether it is on this machine, so that no account's limits can be meant. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static URI byRules(Region region, Rules rules) {
    String profileName = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
    boolean fips =
        FipsEnabledProvider.builder()
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(profileName)
            .build()
            .isFipsEnabled()
            .orElse(false);
    boolean dualStack =
        DualstackEnabledProvider.builder()
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(profileName)
            .build()
            .isDualstackEnabled()
            .orElse(false);
    return rules.endpoint(region, fips, dualStack);
  }

  /** As the generated builders of the SDK's clients call it. */
  private static AwsClientEndpointProvider.Builder settings(AwsService service, Region region) {
    return AwsClientEndpointProvider.builder()
        .serviceEndpointOverrideEnvironmentVariable(service.endpointVariable())
        .serviceEndpointOverrideSystemProperty(service.endpointProperty())
        .serviceProfileProperty(service.profileProperty())
        .serviceEndpointPrefix(service.signingName())
        .defaultProtocol("https")
        .region(region)
        .profileFile(ProfileFile::defaultProfileFile)
        .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow());
  }
}
