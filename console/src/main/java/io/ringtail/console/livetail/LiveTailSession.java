package io.ringtail.console.livetail;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.logs.LiveTailRequest;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One session: an update a second with at most 500 events, sampled where there were more, and an
 * end after three hours.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartLiveTail.html">StartLiveTail</a>
 */
final class LiveTailSession {
  static final int MAX_EVENTS = 500;
  static final long MAX_MILLIS = TimeUnit.HOURS.toMillis(3);
  private static final long UPDATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** An event that is to be sent. */
  private record Chosen(AcceptedBlock block, PackedEvents events, int index) {}

  private final HttpExchange exchange;
  private final LiveTailRequest request;
  private final Arrivals arrivals;
  private final InstantSource clock;
  private final List<Chosen> chosen = new ArrayList<>();
  private long matched;
  private long servedArrival;
  private volatile boolean stopped;

  LiveTailSession(
      HttpExchange exchange, LiveTailRequest request, Arrivals arrivals, InstantSource clock) {
    this.exchange = exchange;
    this.request = request;
    this.arrivals = arrivals;
    this.clock = clock;
    // From the answer on, not from whenever the thread gets to it.
    this.servedArrival = arrivals.last();
  }

  void stop() {
    stopped = true;
    exchange.close();
  }

  void run() {
    try {
      serve();
    } catch (IOException clientGone) {
      // That is how sessions end.
    } catch (StoreException e) {
      System.err.println("ringtail-console: a live tail ended: " + e.getMessage());
    } finally {
      exchange.close();
    }
  }

  private void serve() throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.amazon.eventstream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    send(EventStreamMessage.event("initial-response", json(JsonGenerator::flush)), out);
    send(EventStreamMessage.event("sessionStart", json(this::writeStart)), out);
    long startedMillis = clock.millis();
    long nextNanos = System.nanoTime() + UPDATE_NANOS;
    while (!stopped) {
      while (!stopped && System.nanoTime() - nextNanos < 0) {
        LockSupport.parkNanos(this, nextNanos - System.nanoTime());
      }
      nextNanos += UPDATE_NANOS;
      choose();
      send(EventStreamMessage.event("sessionUpdate", json(this::writeUpdate)), out);
      if (clock.millis() - startedMillis >= MAX_MILLIS) {
        byte[] why = json(to -> to.writeStringField("message", "The session has timed out."));
        send(EventStreamMessage.exception("SessionTimeoutException", why), out);
        return;
      }
    }
  }

  private void choose() {
    chosen.clear();
    matched = 0;
    for (AcceptedBlock block = arrivals.after(servedArrival);
        block != null;
        block = arrivals.after(servedArrival)) {
      servedArrival = block.arrival();
      if (request.takes(block.stream())) {
        PackedEvents events = block.load();
        for (int index = 0; index < events.count(); index++) {
          if (request.matchesAll() || request.matches(events.message(index))) {
            take(new Chosen(block, events, index));
          }
        }
      }
    }
    chosen.sort(
        Comparator.comparingLong((Chosen each) -> each.events().timestampMillis(each.index()))
            .thenComparingLong(each -> each.block().arrival())
            .thenComparingInt(Chosen::index));
  }

  /** Each of many has the same chance: a reservoir. */
  private void take(Chosen event) {
    matched++;
    if (chosen.size() < MAX_EVENTS) {
      chosen.add(event);
      return;
    }
    long place = ThreadLocalRandom.current().nextLong(matched);
    if (place < MAX_EVENTS) {
      chosen.set((int) place, event);
    }
  }

  private void writeStart(JsonGenerator out) throws IOException {
    out.writeStringField("requestId", UUID.randomUUID().toString());
    out.writeStringField("sessionId", UUID.randomUUID().toString());
    strings("logGroupIdentifiers", request.groupArns(), out);
    strings("logStreamNames", request.streamNames(), out);
    strings("logStreamNamePrefixes", request.streamPrefixes(), out);
    out.writeStringField("logEventFilterPattern", request.pattern());
  }

  private void writeUpdate(JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("sessionMetadata");
    out.writeBooleanField("sampled", matched > MAX_EVENTS);
    out.writeEndObject();
    out.writeArrayFieldStart("sessionResults");
    for (Chosen event : chosen) {
      PackedEvents events = event.events();
      out.writeStartObject();
      out.writeStringField("logStreamName", event.block().stream().name());
      out.writeStringField("logGroupIdentifier", request.identifier(event.block().stream()));
      out.writeFieldName("message");
      out.writeUTF8String(
          events.array(), events.messageOffset(event.index()), events.messageLength(event.index()));
      out.writeNumberField("timestamp", events.timestampMillis(event.index()));
      out.writeNumberField("ingestionTime", event.block().ingestionTimeMillis());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void strings(String name, List<String> values, JsonGenerator out)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String value : values) {
      out.writeString(value);
    }
    out.writeEndArray();
  }

  /** Writes the fields of an object. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private static byte[] json(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonTree.FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static void send(byte[] message, OutputStream out) throws IOException {
    out.write(message);
    out.flush();
  }
}
