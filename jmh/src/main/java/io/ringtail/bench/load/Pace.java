package io.ringtail.bench.load;

import java.util.concurrent.locks.LockSupport;

/**
 * When a producer's events are due.
 *
 * <p>The start of a call, for its response time, is the moment at which the event was due, so that
 * a call that stalls makes those behind it late, too (no coordinated omission). With one exception:
 * a producer that was ahead and slept may be woken late by the operating system; the events that
 * fell due meanwhile start when it woke, since that delay is not the appender's.
 *
 * <p>Threading: one thread.
 */
final class Pace {
  private final double nanosPerEvent;
  private final long startNanos;
  private long sent;
  private long lastWokenNanos = Long.MIN_VALUE;

  /**
   * @param ratePerSecond of this producer; 0: no pauses
   */
  Pace(double ratePerSecond, long startNanos) {
    this.nanosPerEvent = ratePerSecond == 0 ? 0 : 1e9 / ratePerSecond;
    this.startNanos = startNanos;
  }

  /** Waits until the next event is due; the moment at which its call should start. */
  long awaitNext() {
    if (nanosPerEvent == 0) {
      return System.nanoTime();
    }
    long due = startNanos + (long) (nanosPerEvent * sent++);
    long now = System.nanoTime();
    if (now - due < 0) {
      while (now - due < 0) {
        LockSupport.parkNanos(due - now);
        now = System.nanoTime();
      }
      lastWokenNanos = now;
    }
    return lastWokenNanos == Long.MIN_VALUE ? due : Math.max(due, lastWokenNanos);
  }
}
