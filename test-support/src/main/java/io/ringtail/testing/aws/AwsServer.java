package io.ringtail.testing.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;

/** An HTTP server on this machine's loopback that answers requests of AWS JSON 1.1. */
public final class AwsServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(AwsServer::daemon);

  /** Answers as {@code script} says. */
  public AwsServer(Function<AwsRequest, AwsReply> script) {
    this(0, (exchange, request) -> script.apply(request));
  }

  /**
   * @param port 0 for any
   */
  AwsServer(int port, BiFunction<HttpExchange, AwsRequest, AwsReply> script) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, script));
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void answer(
      HttpExchange exchange, BiFunction<HttpExchange, AwsRequest, AwsReply> script)
      throws IOException {
    try (exchange) {
      AwsReply reply = script.apply(exchange, read(exchange));
      if (reply.status() == 0) {
        return;
      }
      byte[] body = reply.body().getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
      if (!reply.errorType().isEmpty()) {
        exchange.getResponseHeaders().add("x-amzn-ErrorType", reply.errorType());
      }
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static AwsRequest read(HttpExchange exchange) throws IOException {
    String target = header(exchange, "X-Amz-Target");
    return new AwsRequest(
        target.substring(target.indexOf('.') + 1),
        header(exchange, "User-Agent"),
        header(exchange, "X-Amz-Date"),
        header(exchange, "Authorization"),
        new String(exchange.getRequestBody().readAllBytes(), UTF_8));
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "aws-server");
    thread.setDaemon(true);
    return thread;
  }
}
