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
 *   <li>2 s after the first event, if nothing says that the program has plans for it,
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
  private boolean open;

  /** The program has loaded LogManager: it sets it up now. */
  void onLogManager(long nowNanos) {
    openNoLaterThan(nowNanos + AFTER_LOG_MANAGER_NANOS);
  }

  /**
   * The first event is here.
   *
   * @param programHasPlans whether properties or services say that the program brings a LogManager
   */
  void onFirstEvent(long nowNanos, boolean programHasPlans) {
    openNoLaterThan(nowNanos + (programHasPlans ? LATEST_NANOS : WITHOUT_PLANS_NANOS));
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
    lock.lock();
    try {
      while (!open) {
        if (!bounded) {
          changed.await();
        } else if (changed.awaitNanos(openAtNanos - System.nanoTime()) <= 0) {
          open = true;
        }
      }
    } finally {
      lock.unlock();
    }
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
