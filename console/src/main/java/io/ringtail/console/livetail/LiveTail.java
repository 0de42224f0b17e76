package io.ringtail.console.livetail;

import com.sun.net.httpserver.HttpExchange;
import io.ringtail.console.logs.LiveTailRequest;
import io.ringtail.console.store.Arrivals;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sessions of StartLiveTail, each of which has a daemon thread of its own.
 *
 * <p>Threading: safe.
 */
public final class LiveTail implements AutoCloseable {
  /** The service's quota for an account. */
  public static final int MAX_SESSIONS = 15;

  private final Arrivals arrivals;
  private final InstantSource clock;
  private final Set<LiveTailSession> sessions = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MAX_SESSIONS);
  private final AtomicInteger number = new AtomicInteger();

  public LiveTail(Arrivals arrivals, InstantSource clock) {
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** Answers on a thread of its own; false where there are too many already. */
  public boolean start(HttpExchange exchange, LiveTailRequest request) {
    if (!places.tryAcquire()) {
      return false;
    }
    LiveTailSession session = new LiveTailSession(exchange, request, arrivals, clock);
    sessions.add(session);
    Thread thread =
        new Thread(
            () -> {
              try {
                session.run();
              } finally {
                sessions.remove(session);
                places.release();
              }
            },
            "ringtail-live-tail-" + number.incrementAndGet());
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  /** Ends all sessions, without a word, as a service that goes away. */
  @Override
  public void close() {
    sessions.forEach(LiveTailSession::stop);
  }
}
