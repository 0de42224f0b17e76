package io.ringtail.sink.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for their next request: as many as there were requests at once.
 *
 * <p>Threading: safe.
 */
final class ConnectionPool {
  /** A host may have closed one that has been idle for longer: looked at before it is used. */
  private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;

  // Guarded by this.
  /** The one that was used last comes first. */
  private final Deque<Idle> idle = new ArrayDeque<>();

  private boolean isClosed;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  ConnectionPool(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Idle(HttpConnection connection, long sinceNanos) {
    boolean isExpired(long now) {
      return now - sinceNanos >= connection.keptNanos();
    }
  }

  /** Null where none is left that may be used. */
  @Nullable HttpConnection take(Origin origin) {
    Idle found = next(origin);
    while (found != null) {
      if (nanoTime.getAsLong() - found.sinceNanos < TRUSTED_NANOS || found.connection.isAlive()) {
        return found.connection;
      }
      found.connection.close();
      found = next(origin);
    }
    return null;
  }

  /** Keeps it for the next request. */
  void give(HttpConnection connection) {
    synchronized (this) {
      if (!isClosed) {
        idle.addFirst(new Idle(connection, nanoTime.getAsLong()));
        return;
      }
    }
    connection.close();
  }

  /**
   * Closes what has been idle for too long.
   *
   * @return whether there are others
   */
  boolean closeExpired() {
    List<Idle> expired = new ArrayList<>();
    boolean isLeft;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
        Idle one = all.next();
        if (one.isExpired(now)) {
          all.remove();
          expired.add(one);
        }
      }
      isLeft = !idle.isEmpty();
    }
    expired.forEach(one -> one.connection.close());
    return isLeft;
  }

  /** Closes all, now and later. */
  void close() {
    List<Idle> all;
    synchronized (this) {
      isClosed = true;
      all = new ArrayList<>(idle);
      idle.clear();
    }
    all.forEach(one -> one.connection.close());
  }

  private @Nullable Idle next(Origin origin) {
    closeExpired();
    synchronized (this) {
      for (Iterator<Idle> all = idle.iterator(); all.hasNext(); ) {
        Idle one = all.next();
        if (one.connection.origin().equals(origin)) {
          all.remove();
          return one;
        }
      }
    }
    return null;
  }
}
