package io.ringtail.node.record.transform;

import io.ringtail.telemetry.Clock;

/**
 * Lets so many through in each second, and as many at once as were saved up. Threading: one thread.
 */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final double perSecond;
  private final double burst;
  private final Clock clock;
  private double tokens;
  private long filledNanos;

  /**
   * @param burst the most that is saved up, at least one
   */
  TokenBucket(double perSecond, long burst, Clock clock) {
    this.perSecond = perSecond;
    this.burst = Math.max(1, burst);
    this.clock = clock;
    this.tokens = this.burst;
    this.filledNanos = clock.nanoTime();
  }

  /** Whether one more may pass now. */
  boolean take() {
    long now = clock.nanoTime();
    tokens = Math.min(burst, tokens + (now - filledNanos) / NANOS_PER_SECOND * perSecond);
    filledNanos = now;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
