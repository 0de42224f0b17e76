package io.ringtail.sink;

import io.ringtail.telemetry.Telemetry;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * How soon, and how many at once: what the destination's answers say about the sends to come.
 *
 * <p>Threading: guarded by the lock of {@link Delivery}.
 */
final class Pacing {
  private static final Backoff PAUSE = new Backoff(100, 20_000);
  private static final Backoff DENIED_PAUSE = new Backoff(1_000, 30_000);

  /** Sends that were under way together fail together: they shrink the window once. */
  private static final long SHRINK_EVERY_NANOS = 100_000_000L;

  private final SendWindow window;
  private final DenialGate denials = new DenialGate();
  private final RandomGenerator random = new SplittableRandom();
  private final Telemetry telemetry;
  private int failuresInRow;
  private long notBeforeNanos;
  private long lastShrinkNanos;

  Pacing(int maxConcurrentSends, Telemetry telemetry, long nowNanos) {
    this.window = new SendWindow(maxConcurrentSends);
    this.telemetry = telemetry;
    this.notBeforeNanos = nowNanos;
    this.lastShrinkNanos = nowNanos - SHRINK_EVERY_NANOS - 1;
  }

  boolean admits(int underWay) {
    return window.admits(underWay);
  }

  /** Whether the pause that concerns all sends is over. */
  boolean mayGo(long nowNanos) {
    return nowNanos - notBeforeNanos >= 0;
  }

  /** Whether batches go to stdout now, since the destination denies us. */
  boolean diverts(long nowNanos) {
    return denials.divertsNow(nowNanos);
  }

  void onAccepted() {
    failuresInRow = 0;
    denials.onAnswer();
    window.onAccepted();
  }

  /** Decides how soon {@code parcel} and the others go on. */
  void onFailure(Parcel parcel, RetryCause cause, long nowNanos) {
    failuresInRow++;
    parcel.failures++;
    telemetry.countRetry();
    Backoff pause = cause == RetryCause.DENIED ? DENIED_PAUSE : PAUSE;
    parcel.dueNanos = nowNanos + pause.pauseNanos(parcel.failures, random);
    if (cause == RetryCause.DENIED) {
      denials.onDenied(nowNanos);
    } else {
      denials.onAnswer();
    }
    if (cause == RetryCause.THROTTLED) {
      telemetry.countThrottle();
    }
    // One failed send may be chance; a throttle, or a second one, concerns all that follow.
    if (cause == RetryCause.THROTTLED || failuresInRow > 1) {
      notBeforeNanos = nowNanos + pause.pauseNanos(failuresInRow, random);
      shrinkWindow(nowNanos);
    }
  }

  private void shrinkWindow(long nowNanos) {
    if (nowNanos - lastShrinkNanos > SHRINK_EVERY_NANOS) {
      lastShrinkNanos = nowNanos;
      window.onThrottled();
    }
  }
}
