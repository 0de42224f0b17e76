package io.ringtail.console.fault;

/**
 * Lets so many requests through per second, and as many at once after a pause.
 *
 * <p>Threading: the caller's lock.
 */
final class TokenBucket {
  private static final double MILLIS_PER_SECOND = 1000;

  private final int perSecond;
  private double tokens;
  private long filledMillis;

  TokenBucket(int perSecond, long nowMillis) {
    this.perSecond = perSecond;
    this.tokens = perSecond;
    this.filledMillis = nowMillis;
  }

  boolean take(long nowMillis) {
    double gained = Math.max(0, nowMillis - filledMillis) * perSecond / MILLIS_PER_SECOND;
    tokens = Math.min(perSecond, tokens + gained);
    filledMillis = nowMillis;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }
}
