package io.ringtail.sink.aws;

import io.ringtail.sink.http.HttpAnswer;
import io.ringtail.sink.http.HttpClient;
import io.ringtail.sink.http.HttpRequest;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
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
  /** What one system call sends of small pieces: a record of TLS. */
  private static final int PIECE_BYTES = 16 * 1024;

  private static final String USER_AGENT = userAgent();

  private final AwsService service;
  private final URL url;
  private final HttpClient http;
  private final SigningTarget signingTarget;
  private final Signer signer;

  /**
   * @throws IllegalArgumentException if the endpoint is not http or https
   */
  Exchange(AwsService service, AwsEndpoint endpoint, SigningClock clock) {
    this.service = service;
    this.url = url(endpoint);
    this.http = new HttpClient(service.sink() + "-watchdog", SdkConnections.to(endpoint));
    this.signingTarget = SigningTarget.of("POST", endpoint.uri());
    this.signer = new Signer(service.signingName(), endpoint.region().id(), clock);
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
    headers.put("User-Agent", USER_AGENT);
    return http.send(
        new HttpRequest("POST", url, headers, new BodyContent(body, piece)),
        answer -> read(answer, result));
  }

  @Override
  public void close() {
    http.close();
  }

  private static byte[] hash(RequestBody body, byte[] piece) throws IOException {
    MessageDigest digest = Signer.sha256();
    body.readInto(piece, digest::update);
    return digest.digest();
  }

  private Answer read(HttpAnswer answer, ResultReader result) throws IOException {
    return AnswerReader.read(
        answer.status(),
        answer.header("x-amzn-ErrorType"),
        answer.header("Date"),
        answer.body().readNBytes(service.maxAnswerBytes()),
        result);
  }

  private static URL url(AwsEndpoint endpoint) {
    try {
      return endpoint.uri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("endpoint " + endpoint.uri() + ": " + e.getMessage(), e);
    }
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
