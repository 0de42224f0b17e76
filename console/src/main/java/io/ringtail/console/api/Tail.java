package io.ringtail.console.api;

import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.query.Query;
import io.ringtail.console.store.Arrivals;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The live tails. The store is the buffer: each client has its own place in it, a thread that reads
 * on from there at the pace at which the client takes events, and nothing else.
 *
 * <p>Threading: safe.
 */
final class Tail implements AutoCloseable {
  static final int MAX_CLIENTS = 32;

  private final Arrivals arrivals;
  private final Set<TailClient> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger places = new AtomicInteger(MAX_CLIENTS);
  private final AtomicInteger number = new AtomicInteger();
  private volatile boolean closed;

  Tail(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  /** The place behind a block. */
  String cursorAfter(long arrival) {
    return TailPlace.behind(arrivals, arrival).cursor();
  }

  /** Goes on on a thread of its own; false where there are too many. */
  boolean start(HttpExchange exchange, Query query, @Nullable String after)
      throws BadRequestException, IOException {
    TailPlace place = after == null ? newest() : TailPlace.parse(after);
    if (closed || places.getAndDecrement() <= 0) {
      places.getAndIncrement();
      return false;
    }
    TailClient client = new TailClient(exchange, query, arrivals, place);
    clients.add(client);
    Thread thread =
        new Thread(
            () -> {
              try {
                client.run();
              } finally {
                clients.remove(client);
                places.getAndIncrement();
              }
            },
            "ringtail-tail-" + number.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private TailPlace newest() {
    return TailPlace.behind(arrivals, arrivals.last());
  }

  @Override
  public void close() {
    closed = true;
    clients.forEach(TailClient::stop);
  }
}
