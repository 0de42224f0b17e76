package io.ringtail.sink.opensearch;

import io.ringtail.sink.aws.HttpDate;
import io.ringtail.sink.aws.RequestBody;
import io.ringtail.sink.aws.Watchdog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request to one host, and its answer. A proxy is used where the system properties
 * http.proxyHost, https.proxyHost and http.nonProxyHosts name one.
 *
 * <p>Over HttpURLConnection: it starts no thread, and its buffers are the pieces that we write.
 *
 * <p>Threading: safe. The JDK keeps idle connections for the next request.
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

  /** Instead of the program's, which might ask somebody. */
  private static final Authenticator NOBODY = new Authenticator() {};

  /**
   * Asked about a name that the certificate does not have. Instead of the program's, which may be
   * lax.
   */
  private static final HostnameVerifier STRICT = (host, session) -> false;

  private final Login login;
  private final SSLSocketFactory tls;
  private final int readTimeoutMillis;
  private final Watchdog watchdog = new Watchdog("opensearch-watchdog", WHOLE_TIMEOUT_MILLIS);

  /**
   * @param readTimeoutMillis the longest silence of a host that has a request to answer
   */
  Exchange(Login login, SSLSocketFactory tls, int readTimeoutMillis) {
    this.login = login;
    this.tls = tls;
    this.readTimeoutMillis = readTimeoutMillis;
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
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    prepare(connection, request);
    login.headers(request, url).forEach(connection::setRequestProperty);
    if (!watchdog.begin(connection)) {
      throw new IOException("closed");
    }
    try {
      if (body != null) {
        write(body, connection);
      }
      return read(connection, reader);
    } catch (IOException | RuntimeException e) {
      // The JDK's connection throws what it likes when it is broken off.
      connection.disconnect();
      throw watchdog.failure(connection, e);
    } finally {
      watchdog.end(connection);
    }
  }

  @Override
  public void close() {
    watchdog.close();
    login.close();
  }

  private void prepare(HttpURLConnection connection, Request request) throws IOException {
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(tls);
      https.setHostnameVerifier(STRICT);
    }
    connection.setAuthenticator(NOBODY);
    connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    connection.setReadTimeout(readTimeoutMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(request.method());
    // The JDK's own is not what RFC 9110 allows.
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("User-Agent", USER_AGENT);
    if (request.contentType() != null) {
      connection.setRequestProperty("Content-Type", request.contentType());
    }
    if (request.encoding() != null) {
      connection.setRequestProperty("Content-Encoding", request.encoding());
    }
    if (request.body() != null) {
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(request.body().length());
    }
  }

  private static void write(RequestBody body, HttpURLConnection connection) throws IOException {
    byte[] piece = new byte[Math.min(PIECE_BYTES, body.length())];
    try (OutputStream out = connection.getOutputStream()) {
      body.readInto(piece, out::write);
    }
  }

  /** Reads to the end, since only then the connection is used again. */
  private static <T> Answer<T> read(HttpURLConnection connection, Reader<T> reader)
      throws IOException {
    int status = connection.getResponseCode();
    Instant time = HttpDate.parse(connection.getHeaderField("Date"));
    if (status < FIRST_ERROR_STATUS) {
      try (InputStream in = connection.getInputStream()) {
        T value = reader.read(in);
        drain(in);
        return new Answer<>(status, value, ErrorText.NONE, time);
      }
    }
    try (InputStream in = connection.getErrorStream()) {
      byte[] bytes = in == null ? new byte[0] : in.readNBytes(MAX_ERROR_BYTES);
      return new Answer<>(status, null, ErrorText.ofAnswer(bytes), time);
    }
  }

  private static void drain(InputStream in) throws IOException {
    byte[] rest = new byte[8 * 1024];
    int count = in.read(rest);
    while (count >= 0) {
      count = in.read(rest);
    }
  }

  private static @Nullable String version() {
    return Exchange.class.getPackage().getImplementationVersion();
  }
}
