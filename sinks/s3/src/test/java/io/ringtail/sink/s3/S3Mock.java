package io.ringtail.sink.s3;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Adobe's S3Mock in a JVM of its own; one for all tests, with a bucket for each. */
public final class S3Mock {
  private static final String KMS_ARN = "arn:aws:kms:eu-west-1:123456789012:key/";

  /** The only one that it knows, by its id. */
  static final String KMS_KEY = "cdb6a7a5-9d6f-4d2b-8f3b-2f4a6c1e0b11";

  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static @Nullable S3Mock running;

  private final URI endpoint;

  private S3Mock(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Starts it for the first who asks; it ends with this JVM. */
  public static synchronized S3Mock get() {
    S3Mock mock = running;
    if (mock == null) {
      mock = start();
      running = mock;
    }
    return mock;
  }

  public URI endpoint() {
    return endpoint;
  }

  /** A new, empty bucket. */
  public String newBucket() {
    String bucket = "bucket-" + BUCKETS.incrementAndGet();
    if (status(HttpRequest.newBuilder(endpoint.resolve('/' + bucket)).PUT(noBody())) != 200) {
      throw new IllegalStateException("S3Mock does not make a bucket");
    }
    return bucket;
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }

  private static S3Mock start() {
    try {
      int http = freePort();
      Path root = Files.createTempDirectory(Path.of("target"), "s3mock");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-jar",
                  new File(System.getProperty("s3mock.jar", "target/s3mock.jar")).getAbsolutePath(),
                  "--http.port=" + http,
                  "--com.adobe.testing.s3mock.store.validKmsKeys=" + KMS_ARN + KMS_KEY,
                  "--server.port=" + freePort(),
                  "--com.adobe.testing.s3mock.store.root=" + root.toAbsolutePath())
              .redirectErrorStream(true)
              .redirectOutput(root.resolve("log").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      URI endpoint = URI.create("http://127.0.0.1:" + http);
      Awaitility.await()
          .atMost(Duration.ofMinutes(4))
          .until(
              () ->
                  process.isAlive()
                      && status(HttpRequest.newBuilder(endpoint.resolve("/")).GET()) == 200);
      return new S3Mock(endpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return -1;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
