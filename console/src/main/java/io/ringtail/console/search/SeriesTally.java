package io.ringtail.console.search;

import java.util.Arrays;

/** Counts by series, from which every facet is made. */
final class SeriesTally implements Tally<SeriesTally> {
  private long[] counts;
  private long minMillis = Long.MAX_VALUE;
  private long maxMillis = Long.MIN_VALUE;

  SeriesTally(int series) {
    this.counts = new long[series];
  }

  @Override
  public void take(long millis, int series, long position) {
    if (series >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(series + 1, counts.length * 2));
    }
    counts[series]++;
    minMillis = Math.min(minMillis, millis);
    maxMillis = Math.max(maxMillis, millis);
  }

  @Override
  public void merge(SeriesTally other) {
    if (other.counts.length > counts.length) {
      counts = Arrays.copyOf(counts, other.counts.length);
    }
    for (int i = 0; i < other.counts.length; i++) {
      counts[i] += other.counts[i];
    }
    minMillis = Math.min(minMillis, other.minMillis);
    maxMillis = Math.max(maxMillis, other.maxMillis);
  }

  int size() {
    return counts.length;
  }

  long count(int series) {
    return counts[series];
  }

  boolean isEmpty() {
    return minMillis > maxMillis;
  }

  long minMillis() {
    return minMillis;
  }

  long maxMillis() {
    return maxMillis;
  }
}
