package io.ringtail.sink.opensearch;

import io.ringtail.sink.aws.BodyContent;
import io.ringtail.sink.aws.HttpDate;
import io.ringtail.sink.aws.RequestBody;
import io.ringtail.sink.http.HttpAnswer;
import io.ringtail.sink.http.HttpClient;
import io.ringtail.sink.http.HttpProxy;
import io.ringtail.sink.http.HttpRequest;
import io.ringtail.sink.http.HttpSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request to one host, and its answer. A proxy is used where the JVM's selector names one: by
 * default by http.proxyHost, https.proxyHost and http.nonProxyHosts.
 *
 * <p>Threading: safe.
 */
final class Exchange implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MILLIS = 3_000;
  static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final long WHOLE_TIMEOUT_MILLIS = 60_000;

  /** What one system call sends at most. */
  private static final int PIECE_BYTES = 64 * 1024;

  /** Of an answer that is not read as it comes. */
  private static final int MAX_ERROR_BYTES = 64 * 1024;

  private static final int FIRST_ERROR_STATUS = 300;
  private static final String USER_AGENT =
      "ringtail/"
          + (version() == null ? "dev" : version())
          + " java/"
          + System.getProperty("java.version");

  private final Login login;
  private final HttpClient http;

  /**
   * @param readTimeoutMillis the longest silence of a host that has a request to answer
   */
  Exchange(Login login, SSLSocketFactory tls, int readTimeoutMillis) {
    this.login = login;
    this.http =
        new HttpClient(
            "opensearch-watchdog",
            new HttpSettings(
                tls,
                HttpProxy::ofJvm,
                CONNECT_TIMEOUT_MILLIS,
                readTimeoutMillis,
                WHOLE_TIMEOUT_MILLIS));
  }

  /**
   * @param value what was read of a success; null for an error
   * @param error NONE for a success
   * @param serverTime null where the answer does not say
   */
  record Answer<T>(int status, @Nullable T value, ErrorText error, @Nullable Instant serverTime) {}

  /** Reads the body of a success; need not come to its end. */
  @FunctionalInterface
  interface Reader<T> {
    T read(InputStream body) throws IOException;
  }

  /**
   * @throws IOException if there is no answer
   */
  <T> Answer<T> send(URI host, Request request, Reader<T> reader) throws IOException {
    URI url = URI.create(host + request.path());
    RequestBody body = request.body();
    HttpRequest.Content content =
        body == null ? null : new BodyContent(body, new byte[Math.min(PIECE_BYTES, body.length())]);
    return http.send(
        new HttpRequest(request.method(), url.toURL(), headers(request, url), content),
        answer -> read(answer, reader));
  }

  @Override
  public void close() {
    http.close();
    login.close();
  }

  private Map<String, String> headers(Request request, URI url) throws IOException {
    // A signature has its own spelling of what it covers.
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", USER_AGENT);
    if (request.contentType() != null) {
      headers.put("Content-Type", request.contentType());
    }
    if (request.encoding() != null) {
      headers.put("Content-Encoding", request.encoding());
    }
    headers.putAll(login.headers(request, url));
    return headers;
  }

  private static <T> Answer<T> read(HttpAnswer answer, Reader<T> reader) throws IOException {
    Instant time = HttpDate.parse(answer.header("Date"));
    if (answer.status() < FIRST_ERROR_STATUS) {
      return new Answer<>(answer.status(), reader.read(answer.body()), ErrorText.NONE, time);
    }
    byte[] bytes = answer.body().readNBytes(MAX_ERROR_BYTES);
    return new Answer<>(answer.status(), null, ErrorText.ofAnswer(bytes), time);
  }

  private static @Nullable String version() {
    return Exchange.class.getPackage().getImplementationVersion();
  }
}
