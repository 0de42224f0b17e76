package io.ringtail.sink.aws;

import io.ringtail.sink.RingtailThread;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Breaks off requests that take too long as a whole, and all of them at {@link #close}.
 *
 * <p>A timeout of the socket covers reading only: a peer that stops reading would hold us for ever.
 * Requests are broken off on a thread of its own, since that may itself have to wait for TLS.
 *
 * <p>Threading: safe.
 */
public final class Watchdog implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 500;

  private final String threadName;
  private final long maxNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final IdentityHashMap<HttpURLConnection, Long> startNanos = new IdentityHashMap<>();
  private boolean started;
  private boolean closed;

  public Watchdog(String threadName, long maxMillis) {
    this.threadName = threadName;
    this.maxNanos = TimeUnit.MILLISECONDS.toNanos(maxMillis);
  }

  /** Watches {@code request} from now on; false if nothing may be sent any more. */
  public boolean begin(HttpURLConnection request) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (!started) {
        new RingtailThread(threadName, this::watch).start();
        // Not before: where the system has no thread to give, the next request asks again.
        started = true;
      }
      if (startNanos.isEmpty()) {
        changed.signal();
      }
      startNanos.put(request, System.nanoTime());
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Watches it no more. */
  public void end(HttpURLConnection request) {
    lock.lock();
    try {
      startNanos.remove(request);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Why {@code request}, which has thrown {@code thrown}, has failed: a {@link
   * SocketTimeoutException} where it was broken off, whatever that looked like, since the other
   * side may be at work on it and another connection would not be quicker.
   */
  public IOException failure(HttpURLConnection request, Exception thrown) {
    lock.lock();
    try {
      if (!startNanos.containsKey(request)) {
        String why = closed ? "closed" : "no answer within " + maxNanos / 1_000_000 + " ms";
        SocketTimeoutException timeout = new SocketTimeoutException(why);
        timeout.initCause(thrown);
        return timeout;
      }
    } finally {
      lock.unlock();
    }
    return thrown instanceof IOException e ? e : new IOException(thrown.toString(), thrown);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    boolean goOn = true;
    while (goOn) {
      List<HttpURLConnection> late = new ArrayList<>();
      goOn = awaitLate(late);
      for (HttpURLConnection request : late) {
        abort(request);
      }
    }
  }

  // The loop is its caller's.
  @SuppressWarnings("WaitNotInLoop")
  private boolean awaitLate(List<HttpURLConnection> late) {
    lock.lock();
    try {
      if (!closed && startNanos.isEmpty()) {
        changed.await();
      } else if (!closed) {
        changed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      }
      long now = System.nanoTime();
      startNanos.forEach(
          (request, start) -> {
            if (closed || now - start > maxNanos) {
              late.add(request);
            }
          });
      late.forEach(startNanos::remove);
      return !closed;
    } catch (InterruptedException e) {
      // Nobody may interrupt our thread.
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static void abort(HttpURLConnection request) {
    try {
      request.disconnect();
    } catch (RuntimeException e) {
      // It has ended in another way.
    }
  }
}
