package io.ringtail.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.query.FieldNames.Label;
import io.ringtail.console.query.QueryException;
import io.ringtail.console.search.EventIndex;
import io.ringtail.console.search.Searches;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.EventStore;
import io.ringtail.console.store.PackedEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /api/...}: what the page and the command line ask for, as JSON.
 *
 * <p>Threading: safe.
 */
public final class Api implements AutoCloseable {
  public static final String PREFIX = "/api/";

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_BUCKETS = 500;
  private static final int MAX_VALUES = 1_000;

  private final EventStore store;
  private final Searches searches;
  private final Tail tail;
  private final Health health;

  public Api(EventStore store, EventIndex index, Health health) {
    this.store = store;
    this.searches = index.searches();
    this.tail = new Tail(store.arrivals());
    this.health = health;
  }

  /** Answers, on this thread or, for a tail, on one of its own. */
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    if (!exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("Allow", "GET");
      error(exchange, NOT_ALLOWED, "method", exchange.getRequestMethod() + " is not allowed: GET");
      return;
    }
    try {
      switch (path) {
        case "events" -> send(exchange, OK, events(exchange));
        case "histogram" -> send(exchange, OK, histogram(exchange));
        case "facets" -> send(exchange, OK, facets(exchange));
        case "volume" -> send(exchange, OK, volume(exchange));
        case "health" -> send(exchange, OK, health(exchange));
        case "tail" -> tail(exchange);
        default -> {
          if (path.startsWith("events/")) {
            event(exchange, path.substring("events/".length()));
          } else {
            error(
                exchange,
                NOT_FOUND,
                "path",
                "there is no "
                    + PREFIX
                    + path
                    + "; there are events, histogram, facets, volume, tail, health");
          }
        }
      }
    } catch (BadRequestException e) {
      send(exchange, BAD_REQUEST, json(out -> writeProblem(e, out)));
    } catch (SearchFailedException e) {
      error(exchange, UNAVAILABLE, "index", String.valueOf(e.getMessage()));
    }
  }

  private static void writeProblem(BadRequestException problem, JsonGenerator out)
      throws IOException {
    QueryException query = problem.query();
    out.writeStartObject();
    out.writeStringField("error", query == null ? "parameter" : "query");
    out.writeStringField("message", problem.getMessage());
    out.writeStringField("parameter", problem.parameter());
    if (query != null) {
      out.writeNumberField("position", query.position());
      out.writeNumberField("length", query.length());
    }
    out.writeEndObject();
  }

  private static Parameters parameters(HttpExchange exchange, String... legal)
      throws BadRequestException {
    return Parameters.of(exchange.getRequestURI().getRawQuery(), Set.of(legal));
  }

  private byte[] events(HttpExchange exchange)
      throws BadRequestException, SearchFailedException, IOException {
    Parameters given = parameters(exchange, "q", "from", "to", "limit", "before");
    long startNanos = System.nanoTime();
    int limit = given.count("limit", 0, MAX_LIMIT, 100);
    io.ringtail.console.query.Query query = given.query();
    io.ringtail.console.store.TimeRange range = given.range();
    EventPosition before = given.cursor("before");
    Searches.Events found = asked(() -> searches.events(query, range, limit, before));
    return json(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("events");
          EventWriter writer = new EventWriter();
          for (EventPosition position : found.newest()) {
            write(position, writer, out);
          }
          out.writeEndArray();
          EventPosition next = found.next();
          if (next == null) {
            out.writeNullField("next");
          } else {
            out.writeStringField("next", next.eventId());
          }
          out.writeNumberField("total", found.total());
          out.writeBooleanField("totalIsExact", found.exact());
          out.writeStringField("tail", tail.cursorAfter(found.arrival()));
          writeTook(startNanos, out);
          out.writeEndObject();
        });
  }

  private void write(EventPosition position, EventWriter writer, JsonGenerator out)
      throws IOException {
    AcceptedBlock block = store.arrivals().at(position.arrival());
    PackedEvents events = block == null ? null : block.load();
    if (block != null && events != null && position.index() < events.count()) {
      writer.write(block, position, writer.read(block, events, position.index()), out);
    }
  }

  private void event(HttpExchange exchange, String id) throws IOException {
    EventPosition position = EventPosition.parse(id);
    AcceptedBlock block = position == null ? null : store.arrivals().at(position.arrival());
    PackedEvents events = block == null ? null : block.load();
    if (position == null
        || block == null
        || events == null
        || position.index() >= events.count()
        || events.timestampMillis(position.index()) != position.timestampMillis()) {
      error(exchange, NOT_FOUND, "gone", "there is no event " + id + ", or no longer");
      return;
    }
    EventWriter writer = new EventWriter();
    LogEvent event = writer.read(block, events, position.index());
    String raw = events.message(position.index());
    send(exchange, OK, json(out -> writer.writeWhole(block, position, event, raw, out)));
  }

  private byte[] histogram(HttpExchange exchange)
      throws BadRequestException, SearchFailedException, IOException {
    Parameters given = parameters(exchange, "q", "from", "to", "by", "buckets");
    long startNanos = System.nanoTime();
    int buckets = given.count("buckets", 1, MAX_BUCKETS, 60);
    Label by = given.label("by", Label.STREAM);
    io.ringtail.console.query.Query query = given.query();
    io.ringtail.console.store.TimeRange range = given.range();
    Searches.Histogram found = asked(() -> searches.histogram(query, range, by, buckets));
    return json(
        out -> {
          out.writeStartObject();
          out.writeNumberField("from", found.fromMillis());
          out.writeNumberField("to", found.toMillis());
          out.writeNumberField("intervalMillis", found.intervalMillis());
          out.writeArrayFieldStart("keys");
          for (String key : found.keys()) {
            out.writeString(key);
          }
          out.writeEndArray();
          out.writeArrayFieldStart("buckets");
          long millis = found.firstBucketMillis();
          for (long[] counts : found.counts()) {
            out.writeStartObject();
            out.writeNumberField("time", millis);
            out.writeFieldName("counts");
            out.writeArray(counts, 0, counts.length);
            out.writeEndObject();
            millis += found.intervalMillis();
          }
          out.writeEndArray();
          out.writeNumberField("total", found.total());
          out.writeBooleanField("totalIsExact", found.exact());
          writeTook(startNanos, out);
          out.writeEndObject();
        });
  }

  private byte[] facets(HttpExchange exchange)
      throws BadRequestException, SearchFailedException, IOException {
    Parameters given = parameters(exchange, "q", "from", "to", "fields", "size");
    long startNanos = System.nanoTime();
    int size = given.count("size", 1, MAX_VALUES, 20);
    List<Label> labels = given.labels("fields");
    io.ringtail.console.query.Query query = given.query();
    io.ringtail.console.store.TimeRange range = given.range();
    Searches.Facets found = asked(() -> searches.facets(query, range, labels, size));
    return json(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("facets");
          for (Searches.Facet facet : found.facets()) {
            out.writeStartObject();
            out.writeStringField("field", facet.field());
            out.writeArrayFieldStart("values");
            for (Searches.Count count : facet.values()) {
              out.writeStartObject();
              out.writeStringField("value", count.value());
              out.writeNumberField("count", count.events());
              out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberField("others", facet.others());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeNumberField("total", found.total());
          out.writeBooleanField("totalIsExact", found.exact());
          writeTook(startNanos, out);
          out.writeEndObject();
        });
  }

  private byte[] volume(HttpExchange exchange) throws BadRequestException, IOException {
    Parameters given = parameters(exchange, "from", "to");
    Volume volume = Volume.of(store.arrivals(), given.range());
    return json(volume::write);
  }

  private byte[] health(HttpExchange exchange) throws BadRequestException, IOException {
    Parameters unused = parameters(exchange);
    return json(health::write);
  }

  private void tail(HttpExchange exchange) throws BadRequestException, IOException {
    Parameters given = parameters(exchange, "q", "after");
    String resumed = exchange.getRequestHeaders().getFirst("Last-Event-ID");
    String after = resumed == null || resumed.isEmpty() ? given.text("after") : resumed;
    if (!tail.start(exchange, given.query(), after)) {
      error(
          exchange,
          UNAVAILABLE,
          "busy",
          "there are " + Tail.MAX_CLIENTS + " live tails already; close one");
    }
  }

  private static void writeTook(long startNanos, JsonGenerator out) throws IOException {
    out.writeNumberField(
        "tookMillis", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
  }

  /** A search. */
  @FunctionalInterface
  private interface Asked<T> {
    T ask() throws IOException;
  }

  private static <T> T asked(Asked<T> question) throws SearchFailedException {
    try {
      return question.ask();
    } catch (IOException e) {
      throw new SearchFailedException(e);
    }
  }

  /** The index could not answer. */
  private static final class SearchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    SearchFailedException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Writes a body. */
  @FunctionalInterface
  interface JsonBody {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] json(JsonBody body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(bytes)) {
      body.write(out);
    }
    return bytes.toByteArray();
  }

  private static void error(HttpExchange exchange, int status, String error, String message)
      throws IOException {
    send(
        exchange,
        status,
        json(
            out -> {
              out.writeStartObject();
              out.writeStringField("error", error);
              out.writeStringField("message", message);
              out.writeEndObject();
            }));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    exchange.close();
  }

  /** Where the API is off: says so. */
  public static void refuse(HttpExchange exchange, int status, String error, String message)
      throws IOException {
    error(exchange, status, error, message);
  }

  /** Ends the tails. */
  @Override
  public void close() {
    tail.close();
    health.close();
  }
}
