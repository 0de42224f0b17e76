package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Stands before a real server and does what networks and busy clusters do. */
final class FaultProxy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUSY =
      "{\"type\":\"es_rejected_execution_exception\",\"reason\":\"rejected execution\"}";

  private static final String DENIED =
      "{\"type\":\"security_exception\",\"reason\":\"no permissions\"}";

  /** What becomes of a request. */
  enum Fault {
    NONE,
    /** 429 for all of it. */
    BUSY,
    /** 429 for every third document. */
    PARTIAL,
    /** It arrives, and the connection breaks instead of an answer. */
    LOST_ANSWER,
    /** It does not arrive. */
    UNAVAILABLE,
    /** It does not arrive, and the connection breaks instead of an answer. */
    RESET,
    DENIED,
    /** It does not arrive, and there is no answer while this stands here. */
    HANG,
    /** It arrives, and there is no answer while this stands here. */
    HANG_AFTER_STORE
  }

  private record Answer(int status, String body) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
  private final CountDownLatch closed = new CountDownLatch(1);
  private IntFunction<Fault> faults = request -> Fault.NONE;
  private @Nullable String root;
  private int requests;

  /**
   * @param faults one for each request in turn, again and again
   */
  static FaultProxy cycling(URI target, Fault... faults) throws IOException {
    FaultProxy proxy = new FaultProxy(target);
    proxy.fail(request -> faults[request % faults.length]);
    return proxy;
  }

  FaultProxy(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * @param byRequest the fault of the first, the second... request from now on
   */
  synchronized void fail(IntFunction<Fault> byRequest) {
    requests = 0;
    faults = byRequest;
  }

  /** Answers {@code GET /} itself. */
  synchronized void answerRoot(String json) {
    root = json;
  }

  synchronized int count(Fault fault) {
    return done.getOrDefault(fault, 0);
  }

  @Override
  public void close() {
    die();
  }

  /** Nobody answers here any more. */
  void die() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private synchronized Fault next() {
    Fault fault = faults.apply(requests++);
    done.merge(fault, 1, Integer::sum);
    return fault;
  }

  private synchronized @Nullable String rootFor(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().equals("/") ? root : null;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String known = rootFor(exchange);
      if (known != null) {
        answer(exchange, 200, known);
        return;
      }
      switch (next()) {
        case NONE -> pass(exchange, body);
        case BUSY -> answer(exchange, 429, "{\"error\":" + BUSY + ",\"status\":429}");
        case PARTIAL -> answer(exchange, 200, forwardSome(exchange, body));
        case LOST_ANSWER -> forward(exchange, body);
        case UNAVAILABLE -> answer(exchange, 503, "<html>no</html>");
        case RESET -> {
          // Closed without a word.
        }
        case DENIED -> answer(exchange, 403, "{\"error\":" + DENIED + ",\"status\":403}");
        case HANG -> closed.await();
        case HANG_AFTER_STORE -> {
          forward(exchange, body);
          closed.await();
        }
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void pass(HttpExchange exchange, String body) throws IOException, InterruptedException {
    Answer answer = forward(exchange, body);
    answer(exchange, answer.status, answer.body);
  }

  private Answer forward(HttpExchange exchange, String body)
      throws IOException, InterruptedException {
    String type = exchange.getRequestHeaders().getFirst("content-type");
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
                .header("content-type", type == null ? "application/json" : type)
                .method(exchange.getRequestMethod(), BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  private String forwardSome(HttpExchange exchange, String body)
      throws IOException, InterruptedException {
    String[] lines = body.split("\n", -1);
    StringBuilder kept = new StringBuilder();
    List<Boolean> keeps = new ArrayList<>();
    for (int i = 0; i + 1 < lines.length; i += 2) {
      boolean keep = i / 2 % 3 != 0;
      keeps.add(keep);
      if (keep) {
        kept.append(lines[i]).append('\n').append(lines[i + 1]).append('\n');
      }
    }
    JsonNode answered =
        kept.length() == 0
            ? JSON.createObjectNode()
            : JSON.readTree(forward(exchange, kept.toString()).body);
    ObjectNode answer = JSON.createObjectNode().put("errors", true);
    ArrayNode items = answer.putArray("items");
    int next = 0;
    for (boolean keep : keeps) {
      items.add(
          keep
              ? answered.path("items").get(next++)
              : JSON.readTree("{\"index\":{\"status\":429,\"error\":" + BUSY + "}}"));
    }
    return answer.toString();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
