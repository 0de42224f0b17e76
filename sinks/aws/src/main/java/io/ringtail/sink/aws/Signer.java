package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * AWS Signature Version 4 for requests to one service, but S3, which encodes paths in its own way.
 *
 * <p>The SDK's signer gives the same signatures, but reads a body 4 KiB at a time and is so general
 * that it costs a JVM which has just started more than all of our encoding.
 *
 * <p>Threading: safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public final class Signer {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String LAST = "aws4_request";
  private static final String HMAC = "HmacSHA256";
  private static final int DAY_CHARS = "20261120".length();

  private final String service;
  private final String region;
  private final Clock clock;
  private volatile @Nullable DayKey lastKey;

  /**
   * @param service its signing name, for example {@code logs}
   */
  public Signer(String service, String region, Clock clock) {
    this.service = service;
    this.region = region;
    this.clock = clock;
  }

  /**
   * The headers that a request must have, those of {@code extra} and its authorization among them;
   * Host is added by whoever sends it.
   *
   * @param extra to be signed as well; names in lower case
   * @param bodySha256 of the body as it is sent
   */
  public SortedMap<String, String> sign(
      SigningTarget target,
      Map<String, String> extra,
      byte[] bodySha256,
      AwsCredentials credentials) {
    String seconds = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String time = seconds.replace("-", "").replace(":", "");
    SortedMap<String, String> headers = new TreeMap<>(extra);
    headers.put("host", target.host());
    headers.put("x-amz-content-sha256", hex(bodySha256));
    headers.put("x-amz-date", time);
    if (credentials instanceof AwsSessionCredentials session) {
      headers.put("x-amz-security-token", session.sessionToken().strip());
    }
    headers.put("Authorization", authorization(target, headers, time, bodySha256, credentials));
    headers.remove("host");
    return headers;
  }

  private String authorization(
      SigningTarget target,
      SortedMap<String, String> headers,
      String time,
      byte[] bodySha256,
      AwsCredentials credentials) {
    StringBuilder request = new StringBuilder(target.requestLines());
    headers.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", headers.keySet());
    request.append('\n').append(names).append('\n').append(hex(bodySha256));
    String day = time.substring(0, DAY_CHARS);
    String scope = day + '/' + region + '/' + service + '/' + LAST;
    byte[] requestSha256 = sha256().digest(request.toString().getBytes(UTF_8));
    String text = ALGORITHM + '\n' + time + '\n' + scope + '\n' + hex(requestSha256);
    byte[] signature = hmac(key(credentials.secretAccessKey().strip(), day), text);
    String credential = credentials.accessKeyId().strip() + '/' + scope;
    return ALGORITHM
        + " Credential="
        + credential
        + ", SignedHeaders="
        + names
        + ", Signature="
        + hex(signature);
  }

  /** What bodies are hashed with. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private byte[] key(String secret, String day) {
    DayKey known = lastKey;
    if (known == null || !known.secret.equals(secret) || !known.day.equals(day)) {
      byte[] key = ("AWS4" + secret).getBytes(UTF_8);
      for (String part : new String[] {day, region, service, LAST}) {
        key = hmac(key, part);
      }
      known = new DayKey(secret, day, key);
      lastKey = known;
    }
    return known.key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A key is good for a day; deriving it takes four of the five keyed hashes. */
  private static final class DayKey {
    private final String secret;
    private final String day;
    private final byte[] key;

    DayKey(String secret, String day, byte[] key) {
      this.secret = secret;
      this.day = day;
      this.key = key;
    }
  }
}
