package io.ringtail.sink;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How soon, and how many at once: what the destination's answers say about the sends to come.
 *
 * <p>Threading: guarded by the lock of whoever sends, {@link Delivery} as a rule.
 */
public final class Pacing {
  private static final Backoff PAUSE = new Backoff(100, 20_000);
  static final Backoff DENIED_PAUSE = new Backoff(1_000, 30_000);

  /** Sends that were under way together fail together: they shrink the window once. */
  private static final long SHRINK_EVERY_NANOS = 100_000_000L;

  private final SendWindow window;
  private final DenialGate denials = new DenialGate();
  private int failuresInRow;
  private long notBeforeNanos;
  private long lastShrinkNanos;

  /**
   * @param maxConcurrentSends the most at once, when all is well
   */
  public Pacing(int maxConcurrentSends, long nowNanos) {
    this.window = new SendWindow(maxConcurrentSends);
    this.notBeforeNanos = nowNanos;
    this.lastShrinkNanos = nowNanos - SHRINK_EVERY_NANOS - 1;
  }

  /** Whether one more may go beside those under way. */
  public boolean admits(int underWay) {
    return window.admits(underWay);
  }

  /** Whether the pause that concerns all sends is over. */
  public boolean mayGo(long nowNanos) {
    return nowNanos - notBeforeNanos >= 0;
  }

  /** Whether batches go to stdout now, since the destination denies us. */
  boolean diverts(long nowNanos) {
    return denials.divertsNow(nowNanos);
  }

  /** The destination took something. */
  public void onAccepted() {
    failuresInRow = 0;
    denials.onAnswer();
    window.onAccepted();
  }

  /**
   * Decides how soon what has failed, and the others, go on.
   *
   * @param failures how often in a row this one has failed now, 1 or more
   * @return when this one is due again
   */
  public long onFailure(int failures, RetryCause cause, long nowNanos) {
    // It has answered, and takes what others send.
    failuresInRow = cause == RetryCause.CROWDED ? 0 : failuresInRow + 1;
    Backoff pause = cause == RetryCause.DENIED ? DENIED_PAUSE : PAUSE;
    long dueNanos = nowNanos + pause.pauseNanos(failures, ThreadLocalRandom.current());
    if (cause == RetryCause.DENIED) {
      denials.onDenied(nowNanos);
    } else {
      denials.onAnswer();
    }
    // One failed send may be chance; a throttle, or a second one, concerns all that follow.
    if (cause == RetryCause.THROTTLED || failuresInRow > 1) {
      notBeforeNanos = nowNanos + pause.pauseNanos(failuresInRow, ThreadLocalRandom.current());
      shrinkWindow(nowNanos);
    }
    return dueNanos;
  }

  /**
   * A log group has denied us, which concerns no other.
   *
   * @return when what was denied is due again
   */
  long onGroupDenied(int failures, long nowNanos) {
    denials.onDenied(nowNanos);
    return nowNanos + DENIED_PAUSE.pauseNanos(failures, ThreadLocalRandom.current());
  }

  private void shrinkWindow(long nowNanos) {
    if (nowNanos - lastShrinkNanos > SHRINK_EVERY_NANOS) {
      lastShrinkNanos = nowNanos;
      window.onThrottled();
    }
  }
}
