package io.ringtail.sink.s3;

import io.ringtail.sink.aws.Credentials;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The default chain, as the SDK's client asks for it.
 *
 * <p>Threading: safe.
 */
final class S3Credentials implements AwsCredentialsProvider, AutoCloseable {
  private final Credentials chain = new Credentials();
  private volatile Credentials.@Nullable Loaded last;

  @Override
  public AwsCredentials resolveCredentials() {
    Credentials.Loaded loaded = chain.current();
    last = loaded;
    return loaded.credentials();
  }

  /** S3 does not take those that it was given last: the next request looks for others. */
  void renew() {
    Credentials.Loaded stale = last;
    if (stale != null) {
      chain.renew(stale);
    }
  }

  @Override
  public void close() {
    chain.close();
  }
}
