package io.ringtail.sink.opensearch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The cluster's hosts, in turn. One that fails is left out for a second, and for twice as long each
 * time it fails again, up to a minute; when all are left out, the one that is due first is asked.
 *
 * <p>Threading: safe.
 */
final class HostPool {
  /** Hosts that one request tries: each may take a connection's timeout. */
  private static final int MAX_TRIES = 3;

  private static final long FIRST_PAUSE_MILLIS = 1_000;
  private static final long MAX_PAUSE_MILLIS = 60_000;

  private final LongSupplier nanoTime;

  // Guarded by this.
  private final List<Host> hosts = new ArrayList<>();
  private int next;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  HostPool(List<URI> uris, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    uris.forEach(uri -> hosts.add(new Host(uri)));
    // The pods of a deployment start together: not all with the first host.
    next = ThreadLocalRandom.current().nextInt(hosts.size());
  }

  /** The hosts to try for one request, in this order; one at least. */
  synchronized List<Host> candidates() {
    long now = nanoTime.getAsLong();
    List<Host> chosen = new ArrayList<>();
    for (int i = 0; i < hosts.size() && chosen.size() < MAX_TRIES; i++) {
      Host host = hosts.get((next + i) % hosts.size());
      if (host.failures == 0) {
        chosen.add(host);
      } else if (now - host.deadUntilNanos >= 0) {
        // Tried by this request alone, until it has answered.
        host.pause(now);
        chosen.add(host);
      }
    }
    next = (next + 1) % hosts.size();
    if (chosen.isEmpty()) {
      chosen.add(soonest(now));
    }
    return chosen;
  }

  synchronized void succeeded(Host host) {
    host.failures = 0;
  }

  synchronized void failed(Host host) {
    host.failures++;
    host.pause(nanoTime.getAsLong());
  }

  private Host soonest(long now) {
    Host soonest = hosts.get(0);
    for (Host host : hosts) {
      soonest = host.deadUntilNanos - now < soonest.deadUntilNanos - now ? host : soonest;
    }
    return soonest;
  }

  /** One of them. */
  static final class Host {
    private final URI uri;
    private int failures;
    private long deadUntilNanos;

    private Host(URI uri) {
      this.uri = uri;
    }

    /** Its URL, without a slash at its end. */
    URI uri() {
      return uri;
    }

    private void pause(long now) {
      int doublings = Math.min(Math.max(0, failures - 1), 10);
      long bound = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << doublings);
      long millis = bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1);
      deadUntilNanos = now + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public String toString() {
      return uri.toString();
    }
  }
}
