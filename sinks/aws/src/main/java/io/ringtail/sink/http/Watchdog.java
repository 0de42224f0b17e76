package io.ringtail.sink.http;

import io.ringtail.sink.RingtailThread;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Breaks off requests that take too long as a whole, and all of them at {@link #close}; closes
 * connections that nobody has used for long.
 *
 * <p>A timeout of the socket covers reading only: a peer that stops reading would hold us for ever.
 *
 * <p>Threading: safe.
 */
final class Watchdog implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 500;

  private final String threadName;
  private final long maxNanos;
  private final long tidyEveryMillis;
  private final BooleanSupplier tidy;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final Set<Watch> watches = new HashSet<>();
  private boolean isStarted;
  private boolean isClosed;

  /** Since {@link #tidy} was asked last: what has ended may be idle now. */
  private boolean wasUsed;

  /** Our thread waits for long. Else it sees soon enough what begins, and is not woken. */
  private boolean isResting;

  /**
   * @param tidyEveryMillis where nothing is under way
   * @param tidy closes what has been idle for too long, and says whether something is left to be
   *     looked at again
   */
  Watchdog(String threadName, long maxMillis, long tidyEveryMillis, BooleanSupplier tidy) {
    this.threadName = threadName;
    this.maxNanos = TimeUnit.MILLISECONDS.toNanos(maxMillis);
    this.tidyEveryMillis = tidyEveryMillis;
    this.tidy = tidy;
  }

  /** One request. Known by itself: no two are equal. */
  static final class Watch {
    private final Runnable breakOff;
    private final long startNanos = System.nanoTime();

    private Watch(Runnable breakOff) {
      this.breakOff = breakOff;
    }
  }

  /**
   * Watches a request from now on.
   *
   * @throws IOException if nothing may be sent any more
   */
  Watch begin(Runnable breakOff) throws IOException {
    lock.lock();
    try {
      if (isClosed) {
        throw new IOException("closed");
      }
      if (!isStarted) {
        new RingtailThread(threadName, this::watch).start();
        // Not before: where the system has no thread to give, the next request asks again.
        isStarted = true;
      }
      if (isResting) {
        isResting = false;
        changed.signal();
      }
      Watch watch = new Watch(breakOff);
      watches.add(watch);
      wasUsed = true;
      return watch;
    } finally {
      lock.unlock();
    }
  }

  /** Watches it no more; false if it was broken off. */
  boolean end(Watch watch) {
    lock.lock();
    try {
      return watches.remove(watch);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Why a request, which has thrown {@code thrown}, has failed: a {@link SocketTimeoutException}
   * where it was broken off, whatever that looked like, since the other side may be at work on it
   * and another connection would not be quicker.
   */
  IOException failure(Watch watch, Exception thrown) {
    lock.lock();
    try {
      if (!watches.contains(watch)) {
        String why = isClosed ? "closed" : "no answer within " + maxNanos / 1_000_000 + " ms";
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
      isClosed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void watch() {
    boolean goOn = true;
    boolean isIdleLeft = false;
    while (goOn) {
      List<Watch> late = new ArrayList<>();
      goOn = awaitLate(late, isIdleLeft);
      for (Watch watch : late) {
        watch.breakOff.run();
      }
      isIdleLeft = tidy.getAsBoolean();
    }
  }

  // The loop is its caller's.
  @SuppressWarnings("WaitNotInLoop")
  private boolean awaitLate(List<Watch> late, boolean isIdleLeft) {
    lock.lock();
    try {
      if (!isClosed && !watches.isEmpty()) {
        changed.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } else if (!isClosed) {
        rest(isIdleLeft || wasUsed);
      }
      long now = System.nanoTime();
      for (Watch watch : watches) {
        if (isClosed || now - watch.startNanos > maxNanos) {
          late.add(watch);
        }
      }
      late.forEach(watches::remove);
      return !isClosed;
    } catch (InterruptedException e) {
      // Nobody may interrupt our thread.
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Until something begins: a wake of an idle machine costs milliseconds. */
  @SuppressWarnings("WaitNotInLoop")
  private void rest(boolean isToBeTidied) throws InterruptedException {
    isResting = true;
    if (isToBeTidied) {
      wasUsed = false;
      changed.await(tidyEveryMillis, TimeUnit.MILLISECONDS);
    } else {
      changed.await();
    }
    isResting = false;
  }
}
