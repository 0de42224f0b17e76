package io.ringtail.console.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.fault.FaultJson;
import io.ringtail.console.fault.Faults;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.logs.RefusedException;
import io.ringtail.console.stats.ConsoleStats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** The console's own switches: {@code /_ringtail/faults}, {@code stats}, {@code reset}. */
final class AdminEndpoint {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final Faults faults;
  private final Supplier<ConsoleStats> stats;
  private final Runnable reset;

  AdminEndpoint(Faults faults, Supplier<ConsoleStats> stats, Runnable reset) {
    this.faults = faults;
    this.stats = stats;
    this.reset = reset;
  }

  Reply reply(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (isFromAnotherOrigin(exchange)) {
      return Reply.text(403, "requests from web pages of other origins are refused\n");
    }
    return switch (exchange.getRequestURI().getPath()) {
      case "/_ringtail/faults" -> faults(method, exchange);
      case "/_ringtail/stats" ->
          method.equals("GET")
              ? Reply.json(OK, json(out -> StatsJson.write(stats.get(), out)))
              : notAllowed(method, "GET");
      case "/_ringtail/reset" -> {
        if (!method.equals("POST")) {
          yield notAllowed(method, "POST");
        }
        reset.run();
        yield Reply.json(OK, json(out -> StatsJson.write(stats.get(), out)));
      }
      default -> Reply.text(404, "not found; there are /_ringtail/faults, stats and reset\n");
    };
  }

  private Reply faults(String method, HttpExchange exchange) throws IOException {
    switch (method) {
      case "GET" -> {}
      case "DELETE" -> faults.clear();
      case "PUT" -> {
        try {
          RequestBody body = RequestBody.read(exchange);
          faults.replace(FaultJson.read(body.bytes(), body.length()));
        } catch (IllegalArgumentException | RefusedException e) {
          return Reply.text(BAD_REQUEST, e.getMessage() + "; the faults are as before\n");
        }
      }
      default -> {
        return notAllowed(method, "GET, PUT, DELETE");
      }
    }
    return Reply.json(OK, json(out -> FaultJson.write(faults.active(), out)));
  }

  /** A browser says where a page is from; a page that we served comes from our own host. */
  private static boolean isFromAnotherOrigin(HttpExchange exchange) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    return origin != null
        && !origin.equals("http://" + exchange.getRequestHeaders().getFirst("Host"));
  }

  private static Reply notAllowed(String method, String allowed) {
    return Reply.text(405, method + " is not allowed here; allowed: " + allowed + "\n");
  }

  @FunctionalInterface
  private interface JsonWriter {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] json(JsonWriter writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(bytes)) {
      out.useDefaultPrettyPrinter();
      writer.write(out);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
