package io.ringtail.console.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that hang. No thread waits with them; when there are too many, the one that has hung
 * longest is let go, since its client has most likely given up.
 *
 * <p>Threading: safe.
 */
final class ParkedRequests {
  private static final int MAX_PARKED = 1000;

  private final ArrayDeque<HttpExchange> parked = new ArrayDeque<>();

  void park(HttpExchange exchange) {
    HttpExchange letGo = add(exchange);
    if (letGo != null) {
      letGo.close();
    }
  }

  private synchronized @Nullable HttpExchange add(HttpExchange exchange) {
    parked.add(exchange);
    return parked.size() > MAX_PARKED ? parked.remove() : null;
  }

  /** Closes the connections of all. */
  void release() {
    List<HttpExchange> all;
    synchronized (this) {
      all = new ArrayList<>(parked);
      parked.clear();
    }
    all.forEach(HttpExchange::close);
  }
}
