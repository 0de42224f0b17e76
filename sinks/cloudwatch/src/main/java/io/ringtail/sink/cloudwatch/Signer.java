package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * AWS Signature Version 4 for POST requests to one endpoint.
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
final class Signer {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "logs";
  private static final String LAST = "aws4_request";
  private static final String HMAC = "HmacSHA256";
  private static final int DAY_CHARS = "20261120".length();

  private final URL url;
  private final String path;
  private final String region;
  private final Clock clock;
  private volatile @Nullable DayKey lastKey;

  /**
   * @param url of {@code endpoint}: the JDK makes the Host header from it
   */
  Signer(URI endpoint, URL url, String region, Clock clock) {
    this.url = url;
    this.path = canonicalPath(endpoint);
    this.region = region;
    this.clock = clock;
  }

  /**
   * The headers that a request must have, its authorization among them; Host is the JDK's.
   *
   * @param target for example {@code Logs_20140328.PutLogEvents}
   */
  SortedMap<String, String> sign(String target, byte[] bodySha256, AwsCredentials credentials) {
    String seconds = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String time = seconds.replace("-", "").replace(":", "");
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-amz-json-1.1");
    headers.put("host", host());
    headers.put("x-amz-content-sha256", hex(bodySha256));
    headers.put("x-amz-date", time);
    headers.put("x-amz-target", target);
    if (credentials instanceof AwsSessionCredentials session) {
      headers.put("x-amz-security-token", session.sessionToken().strip());
    }
    headers.put("Authorization", authorization(headers, time, bodySha256, credentials));
    headers.remove("host");
    return headers;
  }

  private String authorization(
      SortedMap<String, String> headers,
      String time,
      byte[] bodySha256,
      AwsCredentials credentials) {
    StringBuilder request = new StringBuilder("POST\n").append(path).append("\n\n");
    headers.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    String names = String.join(";", headers.keySet());
    request.append('\n').append(names).append('\n').append(hex(bodySha256));
    String day = time.substring(0, DAY_CHARS);
    String scope = day + '/' + region + '/' + SERVICE + '/' + LAST;
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

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private String host() {
    int port = url.getPort();
    return port == -1 || port == url.getDefaultPort() ? url.getHost() : url.getHost() + ':' + port;
  }

  private byte[] key(String secret, String day) {
    DayKey known = lastKey;
    if (known == null || !known.secret.equals(secret) || !known.day.equals(day)) {
      byte[] key = ("AWS4" + secret).getBytes(UTF_8);
      for (String part : new String[] {day, region, SERVICE, LAST}) {
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

  /** Encoded once more than it is sent, as for every service but S3. */
  private static String canonicalPath(URI endpoint) {
    String raw = endpoint.normalize().getRawPath();
    if (raw == null || raw.isEmpty()) {
      return "/";
    }
    StringBuilder encoded = new StringBuilder();
    for (byte b : raw.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~/".indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
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
