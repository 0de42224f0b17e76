package io.ringtail.sink.opensearch;

import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.aws.AwsService;
import io.ringtail.sink.aws.Credentials;
import io.ringtail.sink.aws.Credentials.Loaded;
import io.ringtail.sink.aws.RequestBody;
import io.ringtail.sink.aws.Signer;
import io.ringtail.sink.aws.SigningClock;
import io.ringtail.sink.aws.SigningTarget;
import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests signed for Amazon OpenSearch Service (`es`) or Serverless (`aoss`).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/request-signing.html">Signing
 *     HTTP requests to Amazon OpenSearch Service</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-clients.html#serverless-signing">Signing
 *     requests to Serverless collections</a>
 */
final class AwsLogin implements Login {
  private static final Pattern HOST =
      Pattern.compile(".*\\.([a-z0-9-]+)\\.(es|aoss)\\.amazonaws\\..*");
  private static final int PIECE_BYTES = 64 * 1024;

  private final Signer signer;
  private final SigningClock clock;
  private final Credentials credentials = new Credentials();
  private volatile @Nullable Loaded last;

  /**
   * @param service es or aoss
   * @throws IllegalStateException if the region is not known
   */
  AwsLogin(String service, URI host, Clock machine, Notices notices) {
    AwsService names = new AwsService("opensearch", "OpenSearch Service", service, "", 0);
    this.clock = new SigningClock(names, machine, notices);
    this.signer = new Signer(service, region(host), clock);
  }

  /** The service that a host of this name belongs to; null for those that are not AWS's. */
  static @Nullable String serviceOf(URI host) {
    Matcher matcher = HOST.matcher(String.valueOf(host.getHost()));
    return matcher.matches() ? matcher.group(2) : null;
  }

  private static String region(URI host) {
    Matcher matcher = HOST.matcher(String.valueOf(host.getHost()));
    return matcher.matches() ? matcher.group(1) : AwsEndpoint.findRegion().id();
  }

  @Override
  public Map<String, String> headers(Request request, URI url) throws IOException {
    Loaded loaded = credentials.current();
    last = loaded;
    Map<String, String> signed = new HashMap<>();
    if (request.contentType() != null) {
      signed.put("content-type", request.contentType());
    }
    return signer.sign(
        SigningTarget.of(request.method(), url),
        signed,
        hash(request.body()),
        loaded.credentials());
  }

  @Override
  public boolean isMended(String reason, @Nullable Instant serverTime) {
    Loaded loaded = last;
    if (reason.contains("token") && reason.contains("expired") && loaded != null) {
      credentials.renew(loaded);
      return true;
    }
    return reason.contains("Signature") && serverTime != null && clock.learn(serverTime);
  }

  @Override
  public void close() {
    credentials.close();
  }

  private static byte[] hash(@Nullable RequestBody body) throws IOException {
    MessageDigest digest = Signer.sha256();
    if (body != null) {
      byte[] piece = new byte[Math.min(PIECE_BYTES, body.length())];
      try (InputStream in = body.newStream()) {
        for (int count = in.readNBytes(piece, 0, piece.length);
            count > 0;
            count = in.readNBytes(piece, 0, piece.length)) {
          digest.update(piece, 0, count);
        }
      }
    }
    return digest.digest();
  }
}
