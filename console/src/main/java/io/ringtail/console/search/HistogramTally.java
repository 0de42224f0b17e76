package io.ringtail.console.search;

/** Counts by interval and by key of the series. */
final class HistogramTally implements Tally<HistogramTally> {
  private final long fromMillis;
  private final long intervalMillis;
  private final int[] keyOfSeries;
  private final int keys;
  private final long[] counts;
  private long total;

  /**
   * @param keyOfSeries of each series; those that came later have the last key
   */
  HistogramTally(long fromMillis, long intervalMillis, int buckets, int[] keyOfSeries, int keys) {
    this.fromMillis = fromMillis;
    this.intervalMillis = intervalMillis;
    this.keyOfSeries = keyOfSeries;
    this.keys = keys;
    this.counts = new long[buckets * keys];
  }

  @Override
  public void take(long millis, int series, long position) {
    int bucket = (int) ((millis - fromMillis) / intervalMillis);
    int key = series < keyOfSeries.length ? keyOfSeries[series] : keys - 1;
    counts[bucket * keys + key]++;
    total++;
  }

  @Override
  public void merge(HistogramTally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    total += other.total;
  }

  long count(int bucket, int key) {
    return counts[bucket * keys + key];
  }

  long total() {
    return total;
  }
}
