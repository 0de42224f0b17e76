package io.ringtail.sink;

import java.util.random.RandomGenerator;

/**
 * Exponential backoff with full jitter: each pause is drawn evenly from zero to a bound that
 * doubles.
 *
 * <p>A fleet that failed together does not come back together.
 *
 * @param firstMillis the bound of the first pause
 * @param maxMillis the bound of all later ones
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">AWS on
 *     jitter</a>
 */
record Backoff(long firstMillis, long maxMillis) {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * @param failures how often in a row it has failed, 1 or more
   * @return the pause in nanoseconds
   */
  long pauseNanos(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 30);
    long bound = Math.min(maxMillis, firstMillis << doublings);
    return random.nextLong(bound * NANOS_PER_MILLI + 1);
  }
}
