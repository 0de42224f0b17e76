package io.ringtail.sink.cloudwatch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * One signed request and its answer.
 *
 * <p>Threading: safe. The body is hashed once and written once, with its exact length, so that
 * nobody keeps a copy of it.
 */
final class Exchange implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
  private static final long WHOLE_TIMEOUT_MILLIS = 30_000;

  /** An answer of CloudWatch is a few hundred bytes; whoever says more costs us the connection. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private static final String USER_AGENT = userAgent();

  private final LogsEndpoint endpoint;
  private final SigningClock clock;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder()
          .connectionTimeout(CONNECT_TIMEOUT)
          .socketTimeout(READ_TIMEOUT)
          .build();
  private final Watchdog watchdog = new Watchdog(WHOLE_TIMEOUT_MILLIS);

  Exchange(LogsEndpoint endpoint, SigningClock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
  }

  /**
   * @param operation for example {@code PutLogEvents}
   * @throws IOException if there is no answer
   */
  Answer send(String operation, RequestBody body, AwsCredentials credentials) throws IOException {
    SignedRequest signed = sign(operation, body, credentials);
    ExecutableHttpRequest call =
        http.prepareRequest(
            HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(body)
                .build());
    if (!watchdog.begin(call)) {
      throw new IOException("closed");
    }
    try {
      return read(call.call());
    } catch (RuntimeException e) {
      // The SDK wraps what goes wrong on the way; a request that is broken off fails anyhow.
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.toString(), e);
    } finally {
      watchdog.end(call);
    }
  }

  @Override
  public void close() {
    watchdog.close();
    http.close();
  }

  private SignedRequest sign(String operation, RequestBody body, AwsCredentials credentials) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint.uri())
            .putHeader("Content-Length", Integer.toString(body.length()))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("User-Agent", USER_AGENT)
            .putHeader("X-Amz-Target", "Logs_20140328." + operation)
            .build();
    return signer.sign(
        sign ->
            sign.identity(credentials)
                .request(request)
                .payload(body)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "logs")
                .putProperty(AwsV4HttpSigner.REGION_NAME, endpoint.region().id())
                .putProperty(HttpSigner.SIGNING_CLOCK, clock));
  }

  /** Reads to the end, since only then the connection is used again. */
  private static Answer read(HttpExecuteResponse response) throws IOException {
    Optional<AbortableInputStream> body = response.responseBody();
    byte[] bytes = {};
    if (body.isPresent()) {
      try (InputStream in = body.get()) {
        bytes = in.readNBytes(MAX_ANSWER_BYTES);
      }
    }
    return AnswerReader.read(response.httpResponse(), bytes);
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
