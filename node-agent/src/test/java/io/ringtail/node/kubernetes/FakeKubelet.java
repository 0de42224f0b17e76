package io.ringtail.node.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers GET /pods over real sockets, as a test tells it to. */
public final class FakeKubelet implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile HttpHandler handler = exchange -> send(exchange, 200, "{\"items\":[]}");

  /** What was asked. */
  public record Request(String path, @Nullable String authorization, InetSocketAddress from) {}

  private FakeKubelet(HttpServer server) {
    this.server = server;
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public static FakeKubelet http() throws IOException {
    return http(0);
  }

  static FakeKubelet http(int port) throws IOException {
    return new FakeKubelet(HttpServer.create(address(port), 0));
  }

  static FakeKubelet https(SelfSigned certificate) throws IOException {
    HttpsServer server = HttpsServer.create(address(0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    return new FakeKubelet(server);
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  public URI url() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + port());
  }

  int port() {
    return server.getAddress().getPort();
  }

  public void lists(Supplier<PodListJson> pods) {
    handler = exchange -> send(exchange, 200, pods.get().text());
  }

  void answers(int status, String body) {
    handler = exchange -> send(exchange, status, body);
  }

  void handles(HttpHandler with) {
    handler = with;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRemoteAddress()));
    try (exchange) {
      handler.handle(exchange);
    }
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    // In chunks, as kubelet does: it does not know beforehand how long its answer will be.
    exchange.sendResponseHeaders(status, 0);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
