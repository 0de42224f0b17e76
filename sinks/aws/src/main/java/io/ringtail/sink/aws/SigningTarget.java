package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.sink.http.HttpRequest;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.util.Arrays;

/**
 * What a signature says about method and URL of a request; the same for many of them.
 *
 * @param host the Host header, as it is sent
 * @param requestLines the first three lines of the canonical request: method, path, query
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public record SigningTarget(String host, String requestLines) {
  private static final String UNRESERVED = "-_.~";

  /**
   * @param method for example {@code POST}
   * @param uri as it is requested: path and query percent-encoded
   * @throws IllegalArgumentException if it is not http or https
   */
  public static SigningTarget of(String method, URI uri) {
    URL url;
    try {
      url = uri.toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("endpoint " + uri + ": " + e.getMessage(), e);
    }
    return new SigningTarget(
        HttpRequest.host(url),
        method + '\n' + canonicalPath(uri) + '\n' + canonicalQuery(uri) + '\n');
  }

  /** Encoded once more than it is sent, as for every service but S3. */
  private static String canonicalPath(URI uri) {
    String raw = uri.normalize().getRawPath();
    if (raw == null || raw.isEmpty()) {
      return "/";
    }
    return encode(raw, "/");
  }

  /** As the service writes it after it has read it: encoded anew, in the order of names. */
  private static String canonicalQuery(URI uri) {
    String raw = uri.getRawQuery();
    if (raw == null || raw.isEmpty()) {
      return "";
    }
    String[] parameters = raw.split("&", -1);
    for (int i = 0; i < parameters.length; i++) {
      int equals = parameters[i].indexOf('=');
      String name = equals < 0 ? parameters[i] : parameters[i].substring(0, equals);
      String value = equals < 0 ? "" : parameters[i].substring(equals + 1);
      // By name first: an equals sign is greater than much that a name may go on with.
      parameters[i] = encode(decode(name), "") + '\0' + encode(decode(value), "");
    }
    Arrays.sort(parameters);
    return String.join("&", parameters).replace('\0', '=');
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static String encode(String text, String alsoPlain) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          c < 0x80
              && (Character.isLetterOrDigit(c)
                  || UNRESERVED.indexOf(c) >= 0
                  || alsoPlain.indexOf(c) >= 0);
      encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
