package io.ringtail.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * A {@link LocalService} in a process of its own: the sender's CPU is not to hold the receiver's.
 *
 * <p>Prints its port, then for each line that it reads the events that it has got, and how many of
 * them differ.
 */
public final class SinkEndpoint {
  private final LocalService service;
  private final Tally tally = new Tally();

  private SinkEndpoint(LocalService service) {
    this.service = service;
  }

  /** Argument: the sink's name. */
  public static void main(String... arguments) throws IOException {
    SinkEndpoint endpoint =
        new SinkEndpoint(LocalService.valueOf(arguments[0].toUpperCase(Locale.ROOT)));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", endpoint::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println(server.getAddress().getPort());
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (in.readLine() != null) {
      System.out.println(endpoint.tally.events() + " " + endpoint.tally.distinct());
    }
    System.exit(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer = service.answer(exchange, body, tally).getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      if (answer.length > 0) {
        exchange.getResponseBody().write(answer);
      }
    }
  }
}
