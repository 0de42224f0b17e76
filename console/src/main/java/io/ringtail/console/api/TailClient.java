package io.ringtail.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.json.JsonTree;
import io.ringtail.console.query.Matcher;
import io.ringtail.console.query.Query;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.Arrivals;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One live tail, as server-sent events.
 *
 * <p>A client that was up to date and then falls behind is told how much it has missed and put at
 * the newest event; one that resumes is served from where it was, and one whose place is not of
 * this store any more from the oldest event on.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent
 *     events</a>
 */
final class TailClient {
  private static final int MAX_BATCH_EVENTS = 2_000;
  private static final int MAX_BATCH_BYTES = 1024 * 1024;
  private static final int MAX_BATCH_READ = 20_000;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long MAX_BEHIND_EVENTS = 50_000;

  private final HttpExchange exchange;
  private final Query query;
  private final Arrivals arrivals;
  private final EventWriter writer = new EventWriter();
  private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
  private TailPlace place;
  private TailPlace told;
  private boolean isUpToDate;
  private volatile boolean stopped;

  TailClient(HttpExchange exchange, Query query, Arrivals arrivals, TailPlace place) {
    this.exchange = exchange;
    this.query = query;
    this.arrivals = arrivals;
    this.place = place;
    this.told = place;
  }

  void stop() {
    stopped = true;
    exchange.close();
  }

  void run() {
    Thread self = Thread.currentThread();
    Runnable wake = () -> LockSupport.unpark(self);
    arrivals.listen(wake);
    try {
      serve();
    } catch (IOException clientGone) {
      // It comes back with the id of the last event it has had.
    } catch (StoreException e) {
      System.err.println("ringtail-console: a live tail ended: " + e.getMessage());
    } finally {
      arrivals.ignore(wake);
      exchange.close();
    }
  }

  private void serve() throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    send(out, "retry: 1000\nid: " + place.cursor() + "\n\n");
    if (!place.isOf(arrivals)) {
      TailPlace oldest = TailPlace.oldest(arrivals);
      skip(oldest, oldest.events(), out);
    }
    long sentNanos = System.nanoTime();
    while (!stopped) {
      skipWhatIsGone(out);
      boolean isMore = sendBatch(out);
      long nowNanos = System.nanoTime();
      if (batch.size() > 0) {
        sentNanos = nowNanos;
        pace(nowNanos);
      } else if (!isMore) {
        isUpToDate = true;
        if (nowNanos - sentNanos >= PING_NANOS) {
          send(out, ": ping\n" + (place.equals(told) ? "" : "id: " + place.cursor() + "\n") + "\n");
          told = place;
          sentNanos = nowNanos;
        }
        if (arrivals.last() == place.arrival()) {
          LockSupport.parkNanos(this, sentNanos + PING_NANOS - nowNanos);
        }
        // Company for the first event of a batch.
        pace(System.nanoTime());
      }
    }
  }

  private void pace(long fromNanos) {
    while (!stopped && System.nanoTime() - fromNanos < PACE_NANOS) {
      LockSupport.parkNanos(this, PACE_NANOS - (System.nanoTime() - fromNanos));
    }
  }

  private void skipWhatIsGone(OutputStream out) throws IOException {
    AcceptedBlock next = arrivals.after(place.arrival());
    if (next == null) {
      return;
    }
    boolean isGone = arrivals.at(place.arrival()) == null && next.arrival() > place.arrival() + 1;
    AcceptedBlock newest = arrivals.at(arrivals.last());
    long behind = newest == null ? 0 : newest.eventsBefore() + newest.count() - place.events();
    if (isUpToDate && behind > MAX_BEHIND_EVENTS && newest != null) {
      skip(TailPlace.behind(arrivals, newest.arrival()), behind, out);
    } else if (isGone && next.eventsBefore() > place.events()) {
      skip(TailPlace.before(next), next.eventsBefore() - place.events(), out);
    }
  }

  private void skip(TailPlace to, long events, OutputStream out) throws IOException {
    place = to;
    told = to;
    send(out, "id: " + to.cursor() + "\nevent: skipped\ndata: {\"events\":" + events + "}\n\n");
  }

  /** Sends what matches of the next events; returns whether there may be more at once. */
  private boolean sendBatch(OutputStream out) throws IOException {
    batch.reset();
    int matched = 0;
    int read = 0;
    boolean isMore = true;
    try (JsonGenerator json = JsonTree.FACTORY.createGenerator(batch)) {
      while (matched < MAX_BATCH_EVENTS && read < MAX_BATCH_READ && isMore) {
        AcceptedBlock block = next();
        isMore = block != null;
        if (block == null) {
          break;
        }
        PackedEvents events = block.load();
        int index = block.arrival() == place.arrival() ? place.index() + 1 : 0;
        for (; index < events.count() && matched < MAX_BATCH_EVENTS; index++) {
          LogEvent event = writer.read(block, events, index);
          long millis = events.timestampMillis(index);
          if (Matcher.matches(query, event, millis)) {
            if (matched++ == 0) {
              json.writeStartArray();
            }
            writer.write(block, new EventPosition(millis, block.arrival(), index), event, json);
            json.flush();
            if (batch.size() > MAX_BATCH_BYTES) {
              index++;
              break;
            }
          }
          read++;
        }
        place = TailPlace.in(block, index - 1);
        if (batch.size() > MAX_BATCH_BYTES) {
          break;
        }
      }
      if (matched > 0) {
        json.writeEndArray();
      }
    }
    if (matched > 0) {
      out.write(
          ("id: " + place.cursor() + "\nevent: events\ndata: ").getBytes(StandardCharsets.UTF_8));
      batch.writeTo(out);
      send(out, "\n\n");
      told = place;
    }
    return isMore;
  }

  private @Nullable AcceptedBlock next() {
    AcceptedBlock present = arrivals.at(place.arrival());
    return present != null && place.index() + 1 < present.count()
        ? present
        : arrivals.after(place.arrival());
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
