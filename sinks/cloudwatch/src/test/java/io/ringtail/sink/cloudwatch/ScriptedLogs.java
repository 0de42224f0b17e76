package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers as a test says: for what a well-behaved endpoint would not. */
final class ScriptedLogs implements AutoCloseable {
  static final Reply OK = new Reply(200, "{}");

  /** The connection is closed instead. */
  static final Reply LOST = new Reply(0, "");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(ScriptedLogs::daemon);
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Function<Call, Reply> script;

  /** What was asked. */
  record Call(
      String operation, JsonNode body, String userAgent, String amzDate, String authorization) {
    int events() {
      return body.path("logEvents").size();
    }

    boolean contains(String message) {
      for (JsonNode event : body.path("logEvents")) {
        if (event.path("message").asText().contains(message)) {
          return true;
        }
      }
      return false;
    }
  }

  /** What is answered. */
  record Reply(int status, String body) {
    static Reply error(String type, String message) {
      return error(400, type, message);
    }

    static Reply error(int status, String type, String message) {
      return new Reply(
          status, JSON.createObjectNode().put("__type", type).put("message", message).toString());
    }
  }

  ScriptedLogs(Function<Call, Reply> script) {
    this.script = script;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Call> calls() {
    return calls;
  }

  List<String> operations() {
    return calls.stream().map(Call::operation).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      Call call =
          new Call(
              target.substring(target.indexOf('.') + 1),
              JSON.readTree(exchange.getRequestBody().readAllBytes()),
              exchange.getRequestHeaders().getFirst("User-Agent"),
              exchange.getRequestHeaders().getFirst("X-Amz-Date"),
              exchange.getRequestHeaders().getFirst("Authorization"));
      calls.add(call);
      Reply reply = script.apply(call);
      if (reply.equals(LOST)) {
        return;
      }
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "scripted-logs");
    thread.setDaemon(true);
    return thread;
  }
}
