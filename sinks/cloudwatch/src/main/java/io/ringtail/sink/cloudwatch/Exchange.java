package io.ringtail.sink.cloudwatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * One signed request and its answer.
 *
 * <p>Threading: safe. The body is hashed once and written once, with its exact length, so that
 * nobody keeps a copy of it.
 */
final class Exchange implements AutoCloseable {
  private static final long WHOLE_TIMEOUT_MILLIS = 30_000;

  /** What one system call sends at most. */
  private static final int WRITE_BYTES = 64 * 1024;

  /** An answer of CloudWatch is a few hundred bytes; whoever says more costs us the connection. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private static final int FIRST_ERROR_STATUS = 400;
  private static final String USER_AGENT = userAgent();

  private final LogsEndpoint endpoint;
  private final SigningClock clock;
  private final Connections connections;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final Watchdog watchdog = new Watchdog(WHOLE_TIMEOUT_MILLIS);

  Exchange(LogsEndpoint endpoint, SigningClock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    this.connections = new Connections(endpoint.uri());
  }

  /**
   * @param operation for example {@code PutLogEvents}
   * @throws IOException if there is no answer
   */
  Answer send(String operation, RequestBody body, AwsCredentials credentials) throws IOException {
    SdkHttpRequest signed = sign(operation, body, credentials);
    HttpURLConnection connection = connections.open(body.length());
    signed.forEachHeader(
        (name, values) -> connection.setRequestProperty(name, String.join(",", values)));
    if (!watchdog.begin(connection)) {
      throw new IOException("closed");
    }
    try {
      write(body, connection);
      return read(connection);
    } catch (IOException e) {
      connection.disconnect();
      throw e;
    } catch (RuntimeException e) {
      // The JDK's connection throws what it likes when it is broken off.
      connection.disconnect();
      throw new IOException(e.toString(), e);
    } finally {
      watchdog.end(connection);
    }
  }

  @Override
  public void close() {
    watchdog.close();
  }

  private SdkHttpRequest sign(String operation, RequestBody body, AwsCredentials credentials) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.uri())
            // The JDK's own is not what RFC 9110 allows.
            .putHeader("Accept", "*/*")
            .putHeader("Content-Length", Integer.toString(body.length()))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("User-Agent", USER_AGENT)
            .putHeader("X-Amz-Target", "Logs_20140328." + operation)
            .build();
    return signer
        .sign(
            sign ->
                sign.identity(credentials)
                    .request(request)
                    .payload(body)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "logs")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region().id())
                    .putProperty(HttpSigner.SIGNING_CLOCK, clock))
        .request();
  }

  private static void write(RequestBody body, HttpURLConnection connection) throws IOException {
    byte[] piece = new byte[Math.min(WRITE_BYTES, body.length())];
    try (InputStream in = body.newStream();
        OutputStream out = connection.getOutputStream()) {
      for (int count = in.readNBytes(piece, 0, piece.length);
          count > 0;
          count = in.readNBytes(piece, 0, piece.length)) {
        out.write(piece, 0, count);
      }
    }
  }

  /** Reads to the end, since only then the connection is used again. */
  private static Answer read(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    byte[] bytes = {};
    try (InputStream in =
        status < FIRST_ERROR_STATUS ? connection.getInputStream() : connection.getErrorStream()) {
      if (in != null) {
        bytes = in.readNBytes(MAX_ANSWER_BYTES);
      }
    }
    return AnswerReader.read(
        status,
        connection.getHeaderField("x-amzn-ErrorType"),
        connection.getHeaderField("Date"),
        bytes);
  }

  private static String userAgent() {
    String version = Exchange.class.getPackage().getImplementationVersion();
    return "ringtail/%s aws-sdk-java/%s java/%s"
        .formatted(
            version == null ? "dev" : version,
            VersionInfo.SDK_VERSION,
            System.getProperty("java.version"));
  }
}
