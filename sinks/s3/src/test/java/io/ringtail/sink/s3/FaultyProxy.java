package io.ringtail.sink.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Stands between the sink and S3Mock, and goes wrong on request, in the ways in which S3 and
 * networks do.
 *
 * <p>Threading: safe.
 */
final class FaultyProxy implements AutoCloseable {
  /** What the JDK's client sets by itself. */
  private static final Set<String> NOT_COPIED =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile Function<Seen, Fault> faults = request -> Fault.NONE;

  /** A request, as it came. */
  record Seen(String method, String path, String query, Headers headers) {
    boolean isPut() {
      return method.equals("PUT") && query.isEmpty();
    }

    boolean isLook() {
      return method.equals("HEAD");
    }

    boolean isPart() {
      return method.equals("PUT") && query.contains("partNumber=");
    }

    boolean isBegin() {
      return method.equals("POST") && query.startsWith("uploads");
    }

    boolean isComplete() {
      return method.equals("POST") && query.contains("uploadId=");
    }

    String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  /** What goes wrong with one request. */
  sealed interface Fault {
    Fault NONE = new Forward();
    Fault SLOW_DOWN = new Answer(503, "SlowDown", "Please reduce your request rate.");
    Fault INTERNAL = new Answer(500, "InternalError", "We encountered an internal error.");
    Fault DENIED = new Answer(403, "AccessDenied", "Access Denied");
    Fault EXPIRED = new Answer(400, "ExpiredToken", "The provided token has expired.");
    Fault NO_CHECKSUM = new Hide(List.of("x-amz-checksum"));
    Fault NO_CHECKSUM_NOR_ETAG = new Hide(List.of("x-amz-checksum", "etag"));
    Fault NO_BUCKET = new Answer(404, "NoSuchBucket", "The specified bucket does not exist");

    /** Nothing. */
    record Forward() implements Fault {}

    /** S3Mock never sees the request. */
    record Answer(int status, String code, String message) implements Fault {}

    /** The bucket is elsewhere. */
    record Redirect(String region) implements Fault {}

    /** The connection is closed before S3Mock sees the request. */
    record DropBefore() implements Fault {}

    /** S3Mock does it, and the answer is lost. */
    record DropAfter() implements Fault {}

    /** The connection is closed in the middle of the body. */
    record DropInBody() implements Fault {}

    /** A byte is another one on the way. */
    record Damage() implements Fault {}

    /** No answer, for ever. */
    record Hang() implements Fault {}

    /** The answer does not have these headers, nor what they say in XML. */
    record Hide(List<String> prefixes) implements Fault {}
  }

  FaultyProxy(URI target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Every request from now on asks {@code which}. */
  void inject(Function<Seen, Fault> which) {
    faults = which;
  }

  void heal() {
    faults = request -> Fault.NONE;
  }

  /** Everything that was asked so far. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      Seen request =
          new Seen(
              exchange.getRequestMethod(), uri.getRawPath(), query, exchange.getRequestHeaders());
      seen.add(request);
      apply(faults.apply(request), exchange, request);
    }
  }

  private void apply(Fault fault, HttpExchange exchange, Seen request) throws IOException {
    if (fault instanceof Fault.Answer answer) {
      drain(exchange);
      answer(exchange, answer.status(), error(answer.code(), answer.message()));
    } else if (fault instanceof Fault.Redirect redirect) {
      drain(exchange);
      exchange.getResponseHeaders().set("x-amz-bucket-region", redirect.region());
      answer(exchange, 301, error("PermanentRedirect", "The bucket is elsewhere."));
    } else if (fault instanceof Fault.DropBefore) {
      drain(exchange);
    } else if (fault instanceof Fault.DropInBody) {
      exchange.getRequestBody().readNBytes(1000);
    } else if (fault instanceof Fault.Hang) {
      await();
    } else {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (fault instanceof Fault.Damage && body.length > 0) {
        body[body.length / 2] ^= 1;
      }
      HttpResponse<byte[]> response = forward(request, body);
      if (!(fault instanceof Fault.DropAfter)) {
        // Without its parts' names, no object could be made of them.
        give(
            exchange,
            response,
            fault instanceof Fault.Hide hide && !request.isPart() ? hide.prefixes() : List.of());
      }
    }
  }

  private void await() {
    try {
      released.await(5, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drain(HttpExchange exchange) throws IOException {
    try (InputStream body = exchange.getRequestBody()) {
      // Not skip(), which this server's streams pass on to the connection.
      body.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static byte[] error(String code, String message) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
            + code
            + "</Code><Message>"
            + message
            + "</Message><RequestId>1</RequestId></Error>")
        .getBytes(UTF_8);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private HttpResponse<byte[]> forward(Seen request, byte[] body) throws IOException {
    String query = request.query().isEmpty() ? "" : '?' + request.query();
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(URI.create(target + request.path() + query))
            .method(request.method(), HttpRequest.BodyPublishers.ofByteArray(body));
    request
        .headers()
        .forEach(
            (name, values) -> {
              if (!NOT_COPIED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
              }
            });
    try {
      return client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void give(
      HttpExchange exchange, HttpResponse<byte[]> response, List<String> hiddenPrefixes)
      throws IOException {
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              boolean hidden = hiddenPrefixes.stream().anyMatch(lower::startsWith);
              if (!NOT_COPIED.contains(lower) && !lower.startsWith(":") && !hidden) {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
              }
            });
    byte[] body = hiddenPrefixes.isEmpty() ? response.body() : withoutChecksum(response.body());
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    String length = response.headers().firstValue("content-length").orElse(null);
    if (exchange.getRequestMethod().equals("HEAD") && length != null) {
      exchange.getResponseHeaders().set("Content-Length", length);
    }
    exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] withoutChecksum(byte[] xml) {
    return new String(xml, UTF_8).replaceAll("<Checksum.*</Checksum[A-Z0-9]*>", "").getBytes(UTF_8);
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** For a fault that only the first few requests of a kind meet. */
  static Function<Seen, Fault> first(int times, Function<Seen, Boolean> which, Fault fault) {
    int[] left = {times};
    return request -> {
      synchronized (left) {
        return which.apply(request) && left[0]-- > 0 ? fault : Fault.NONE;
      }
    };
  }
}
