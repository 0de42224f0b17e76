package io.ringtail.console.search;

/** Lengths of time that people count in. */
final class Intervals {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long[] ROUND = {
    SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND,
    MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE,
    HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR,
    DAY, 7 * DAY, 30 * DAY, 365 * DAY,
  };

  private Intervals() {}

  /** The shortest of which at most {@code maxBuckets} make up the span. */
  static long round(long spanMillis, int maxBuckets) {
    for (long interval : ROUND) {
      if ((spanMillis + interval - 1) / interval <= maxBuckets) {
        return interval;
      }
    }
    return (spanMillis / maxBuckets / DAY + 1) * DAY;
  }
}
