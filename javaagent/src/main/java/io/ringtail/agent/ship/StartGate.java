package io.ringtail.agent.ship;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says when the destination's client may be made.
 *
 * <p>An HTTP client of the JDK looks for a logger: made too early, on our thread, it would set up
 * java.util.logging before the program has said how (WildFly and Quarkus then refuse to start).
 * Events wait in the ring meanwhile. The gate opens for good
 *
 * <ul>
 *   <li>soon after the program has loaded LogManager itself,
 *   <li>2 s after the first event, if nothing says by then that the program has plans for it,
 *   <li>15 s after the first event in any case,
 *   <li>at the end of the process.
 * </ul>
 *
 * <p>Threading: safe.
 */
final class StartGate {
  private static final long AFTER_LOG_MANAGER_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final long WITHOUT_PLANS_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long openAtNanos;
  private boolean bounded;
  private long firstEventNanos;
  private Plans plans = Plans.NO_EVENT_YET;
  private boolean open;

  /** What is known of the program's plans. */
  private enum Plans {
    NO_EVENT_YET,
    NOT_LOOKED_FOR,
    LOOKED_FOR
  }

  /** The program has loaded LogManager: it sets it up now. */
  void onLogManager(long nowNanos) {
    openNoLaterThan(nowNanos + AFTER_LOG_MANAGER_NANOS);
  }

  /** The first event is here. */
  void onFirstEvent(long nowNanos) {
    lock.lock();
    try {
      if (plans == Plans.NO_EVENT_YET) {
        plans = Plans.NOT_LOOKED_FOR;
        firstEventNanos = nowNanos;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void openNow() {
    lock.lock();
    try {
      open = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the gate is open. */
  void await() throws InterruptedException {
    if (awaitTimeToLook()) {
      // Not before, and without the lock: it reads the class path, and a program that ends at once
      // need not pay for it.
      boolean exist = JulPlans.exist();
      openNoLaterThan(firstEventNanos + (exist ? LATEST_NANOS : WITHOUT_PLANS_NANOS));
    }
    lock.lock();
    try {
      while (!open) {
        awaitUntil(bounded, openAtNanos);
        open |= bounded && System.nanoTime() - openAtNanos >= 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is this caller's to look for plans; the gate may be open before. */
  private boolean awaitTimeToLook() throws InterruptedException {
    lock.lock();
    try {
      while (!open && plans != Plans.LOOKED_FOR) {
        long lookAtNanos = firstEventNanos + WITHOUT_PLANS_NANOS;
        long nowNanos = System.nanoTime();
        if (bounded && nowNanos - openAtNanos >= 0) {
          return false;
        }
        if (plans == Plans.NOT_LOOKED_FOR && nowNanos - lookAtNanos >= 0) {
          plans = Plans.LOOKED_FOR;
          return true;
        }
        boolean looksFirst = plans == Plans.NOT_LOOKED_FOR;
        long untilNanos =
            bounded && (!looksFirst || openAtNanos - lookAtNanos < 0) ? openAtNanos : lookAtNanos;
        awaitUntil(bounded || looksFirst, untilNanos);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  // The loops are the callers'.
  @SuppressWarnings("WaitNotInLoop")
  private void awaitUntil(boolean limited, long nanos) throws InterruptedException {
    // Never without a limit: that way leads through the JDK's ForkJoinPool, 3 ms to load.
    changed.awaitNanos(limited ? nanos - System.nanoTime() : LATEST_NANOS);
  }

  private void openNoLaterThan(long nanos) {
    lock.lock();
    try {
      if (!bounded || nanos - openAtNanos < 0) {
        bounded = true;
        openAtNanos = nanos;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
