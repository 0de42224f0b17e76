package io.ringtail.sink.aws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Where credentials come from, in words.
 *
 * <p>The SDK marks credentials with feature ids, those of the whole way separated by commas; see
 * {@code BusinessMetricFeatureId} in its sdk-core.
 */
enum CredentialSource {
  IRSA("h", "IRSA (web identity token)", "WebIdentityTokenFileCredentialsProvider(): ") {
    @Override
    boolean isConfigured() {
      return SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent();
    }

    @Override
    Optional<String> detail() {
      return SdkSystemSetting.AWS_ROLE_ARN.getStringValue().map(arn -> "role " + arn);
    }
  },
  CONTAINER("z", "EKS Pod Identity or ECS task role", "ContainerCredentialsProvider(): ") {
    @Override
    boolean isConfigured() {
      return SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().isPresent()
          || SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.getStringValue().isPresent();
    }
  },
  SYSTEM_PROPERTIES("f", "system properties", null),
  ENVIRONMENT("g", "environment variables", null),
  PROFILE("n", "the AWS profile", null),
  INSTANCE("0", "the EC2 instance role", null);

  private final String featureId;
  private final String text;
  private final @Nullable String complaintPrefix;

  CredentialSource(String featureId, String text, @Nullable String complaintPrefix) {
    this.featureId = featureId;
    this.text = text;
    this.complaintPrefix = complaintPrefix;
  }

  /** Null where the SDK does not say. */
  static @Nullable CredentialSource of(AwsCredentials credentials) {
    String ids = "," + credentials.providerName().orElse("") + ",";
    for (CredentialSource source : values()) {
      if (ids.contains("," + source.featureId + ",")) {
        return source;
      }
    }
    return null;
  }

  /** For example {@code IRSA (web identity token), role arn:aws:iam::1:role/x}. */
  static String describe(AwsCredentials credentials) {
    CredentialSource source = of(credentials);
    if (source == null) {
      return "the SDK's default chain";
    }
    return source.text + source.detail().map(detail -> ", " + detail).orElse("");
  }

  /** A source that is set up, stands before the one that was used, and gave nothing; or null. */
  static @Nullable CredentialSource skippedFor(AwsCredentials credentials) {
    CredentialSource used = of(credentials);
    // A pod that silently runs under its node's role is hard to find out about.
    boolean isLast = used == INSTANCE || used == PROFILE;
    if (isLast && IRSA.isConfigured()) {
      return IRSA;
    }
    return used == INSTANCE && CONTAINER.isConfigured() ? CONTAINER : null;
  }

  String text() {
    return text;
  }

  /** How the chain's complaint about this source begins; null where it is of no use. */
  @Nullable String complaintPrefix() {
    return complaintPrefix;
  }

  /** Whether somebody meant this source to be used. */
  boolean isConfigured() {
    return false;
  }

  Optional<String> detail() {
    return Optional.empty();
  }
}
