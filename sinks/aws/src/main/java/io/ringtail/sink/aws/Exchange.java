package io.ringtail.sink.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.security.MessageDigest;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.util.VersionInfo;

/**
 * One signed request and its answer.
 *
 * <p>Threading: safe. The body is hashed once and written once, with its exact length, so that
 * nobody keeps a copy of it.
 */
final class Exchange implements AutoCloseable {
  private static final long WHOLE_TIMEOUT_MILLIS = 30_000;

  /** What one system call sends of small pieces: a record of TLS. */
  private static final int PIECE_BYTES = 16 * 1024;

  private static final int FIRST_ERROR_STATUS = 400;
  private static final String USER_AGENT = userAgent();

  private final AwsService service;
  private final Connections connections;
  private final SigningTarget signingTarget;
  private final Signer signer;
  private final Watchdog watchdog;

  Exchange(AwsService service, AwsEndpoint endpoint, SigningClock clock) {
    this.service = service;
    this.connections = new Connections(endpoint);
    this.signingTarget = SigningTarget.of("POST", endpoint.uri());
    this.signer = new Signer(service.signingName(), endpoint.region().id(), clock);
    this.watchdog = new Watchdog(service.sink() + "-watchdog", WHOLE_TIMEOUT_MILLIS);
  }

  /**
   * @param operation for example {@code PutLogEvents}
   * @throws IOException if there is no answer
   */
  Answer send(String operation, RequestBody body, ResultReader result, AwsCredentials credentials)
      throws IOException {
    byte[] piece = new byte[Math.min(PIECE_BYTES, body.length())];
    Map<String, String> headers =
        signer.sign(
            signingTarget,
            Map.of(
                "content-type",
                "application/x-amz-json-1.1",
                "x-amz-target",
                service.target() + '.' + operation),
            hash(body, piece),
            credentials);
    HttpURLConnection connection = connections.open(body.length());
    headers.forEach(connection::setRequestProperty);
    // The JDK's own is not what RFC 9110 allows.
    connection.setRequestProperty("Accept", "*/*");
    connection.setRequestProperty("User-Agent", USER_AGENT);
    if (!watchdog.begin(connection)) {
      throw new IOException("closed");
    }
    try {
      try (OutputStream out = connection.getOutputStream()) {
        body.readInto(piece, out::write);
      }
      return read(connection, result);
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
  }

  private static byte[] hash(RequestBody body, byte[] piece) throws IOException {
    MessageDigest digest = Signer.sha256();
    body.readInto(piece, digest::update);
    return digest.digest();
  }

  /** Reads to the end, since only then the connection is used again. */
  private Answer read(HttpURLConnection connection, ResultReader result) throws IOException {
    int status = connection.getResponseCode();
    byte[] bytes = {};
    try (InputStream in =
        status < FIRST_ERROR_STATUS ? connection.getInputStream() : connection.getErrorStream()) {
      if (in != null) {
        bytes = in.readNBytes(service.maxAnswerBytes());
      }
    }
    return AnswerReader.read(
        status,
        connection.getHeaderField("x-amzn-ErrorType"),
        connection.getHeaderField("Date"),
        bytes,
        result);
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
