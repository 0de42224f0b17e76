package io.ringtail.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks AWS Signature Version 4 as the service does it: from what it has received and the secret
 * key. Written from the document, not from our signer.
 *
 * @param accessKeyId the only one that is known
 * @param service that requests must be signed for
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
record SignatureCheck(String accessKeyId, String secretAccessKey, String service) {
  private static final String PREFIX = "AWS4-HMAC-SHA256 ";
  private static final HexFormat HEX = HexFormat.of();

  /** The name of the error; null if the signature is good. */
  @Nullable String errorOf(HttpExchange exchange, byte[] body) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return "MissingAuthenticationTokenException";
    }
    Map<String, String> parts = parts(header);
    String[] scope = parts.getOrDefault("Credential", "").split("/");
    String names = parts.get("SignedHeaders");
    if (!header.startsWith(PREFIX) || scope.length != 5 || names == null) {
      return "IncompleteSignatureException";
    }
    if (!scope[0].equals(accessKeyId)) {
      return "UnrecognizedClientException";
    }
    List<String> signed = Arrays.asList(names.split(";"));
    boolean coversWhatMatters =
        signed.contains("host") && signed.contains("x-amz-date") && signed.contains("x-amz-target");
    String canonical = canonical(exchange, names, HEX.formatHex(sha256(body)));
    boolean isGood =
        coversWhatMatters
            && scope[3].equals(service)
            && scope[4].equals("aws4_request")
            && signature(exchange.getRequestHeaders(), scope, canonical)
                .equals(parts.get("Signature"));
    return isGood ? null : "InvalidSignatureException";
  }

  private static Map<String, String> parts(String header) {
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(header.indexOf(' ') + 1).split(",\\s*", -1)) {
      int equals = part.indexOf('=');
      parts.put(part.substring(0, Math.max(0, equals)), part.substring(equals + 1));
    }
    return parts;
  }

  private static String canonical(HttpExchange exchange, String names, String bodyHash) {
    StringBuilder text = new StringBuilder(exchange.getRequestMethod());
    text.append('\n').append(exchange.getRequestURI().getRawPath()).append("\n\n");
    for (String name : names.split(";", -1)) {
      String value = String.join(",", exchange.getRequestHeaders().getOrDefault(name, List.of()));
      text.append(name).append(':').append(value.strip()).append('\n');
    }
    return text.append('\n').append(names).append('\n').append(bodyHash).toString();
  }

  private String signature(Headers headers, String[] scope, String canonical) {
    String credentialScope = String.join("/", scope[1], scope[2], scope[3], scope[4]);
    String text =
        String.join(
            "\n",
            PREFIX.strip(),
            String.valueOf(headers.getFirst("x-amz-date")),
            credentialScope,
            HEX.formatHex(sha256(canonical.getBytes(UTF_8))));
    byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
    for (int i = 1; i < scope.length; i++) {
      key = hmac(key, scope[i]);
    }
    return HEX.formatHex(hmac(key, text));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
