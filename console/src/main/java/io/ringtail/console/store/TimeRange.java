package io.ringtail.console.store;

/**
 * Timestamps from {@code startMillis} to before {@code endMillis}, since the epoch; none where the
 * end is not after the start.
 */
public record TimeRange(long startMillis, long endMillis) {
  public static final TimeRange ALL = new TimeRange(0, Long.MAX_VALUE);
}
