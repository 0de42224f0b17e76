package io.ringtail.sink.s3;

import io.ringtail.sink.aws.AwsEndpoint;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;

/**
 * Where S3 is, by the SDK's own rules.
 *
 * @param override what AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL or the profile says; null: AWS itself
 */
record S3Endpoint(Region region, @Nullable URI override) {

  /**
   * @throws IllegalStateException if the region is not known, with a message for people
   */
  static S3Endpoint resolve() {
    Region region = AwsEndpoint.findRegion();
    AwsClientEndpointProvider provider =
        AwsClientEndpointProvider.builder()
            .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_S3")
            .serviceEndpointOverrideSystemProperty("aws.endpointUrlS3")
            .serviceProfileProperty("s3")
            .serviceEndpointPrefix("s3")
            .defaultProtocol("https")
            .region(region)
            .profileFile(ProfileFile::defaultProfileFile)
            .profileName(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
            .build();
    return new S3Endpoint(
        region, provider.isEndpointOverridden() ? provider.clientEndpoint() : null);
  }
}
