package io.ringtail.bench.receiver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A console's own switches, and the operations of CloudWatch Logs by hand. Threading: safe. */
public final class ConsoleClient {
  private static final int OK = 200;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI endpoint;

  public ConsoleClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Events that the console has stored since its start, repeated ones included. */
  public long acceptedEvents() {
    return stats().accepted();
  }

  public ReceiverStats stats() {
    HttpRequest request = request("/_ringtail/stats").GET().build();
    try (InputStream body = new ByteArrayInputStream(send(request))) {
      return ReceiverStats.read(body);
    } catch (IOException e) {
      throw new UncheckedIOException("GET /_ringtail/stats", e);
    }
  }

  /** Replaces all faults by those in {@code json}, such as {@code {"hang":{}}}. */
  public void setFaults(String json) {
    send(request("/_ringtail/faults").PUT(HttpRequest.BodyPublishers.ofString(json)).build());
  }

  /** Calls an operation of CloudWatch Logs; the answer's bytes. */
  public byte[] call(String operation, String json) {
    return send(
        request("/")
            .header("X-Amz-Target", "Logs_20140328." + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path)).timeout(TIMEOUT);
  }

  private byte[] send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != OK) {
        throw new IllegalStateException(
            request.method()
                + " "
                + request.uri()
                + " answered "
                + response.statusCode()
                + ": "
                + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
