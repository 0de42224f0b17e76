package io.ringtail.console.search;

import java.util.Arrays;

/** Events that may match, to be read newest first; of too many the newest. */
final class Candidates implements Tally<Candidates> {
  private static final int INDEX_BITS = 24;
  private static final int MAX = 1 << INDEX_BITS;
  private static final long MAX_SPAN_MILLIS = 1L << (63 - INDEX_BITS);

  private long[] millis = new long[1024];
  private long[] positions = new long[1024];
  private int[] series = new int[1024];
  private final int max;
  private int size;
  private boolean overflown;

  /** What is older has been left out. */
  private long floorMillis = Long.MIN_VALUE;

  Candidates() {
    this(MAX);
  }

  /**
   * @param max 2^24 at most
   */
  Candidates(int max) {
    this.max = max;
  }

  @Override
  public void take(long eventMillis, int eventSeries, long position) {
    if (size == max) {
      keepNewest();
    }
    if (eventMillis < floorMillis) {
      return;
    }
    if (size == millis.length) {
      int larger = Math.min(max, size * 2);
      millis = Arrays.copyOf(millis, larger);
      positions = Arrays.copyOf(positions, larger);
      series = Arrays.copyOf(series, larger);
    }
    millis[size] = eventMillis;
    positions[size] = position;
    series[size++] = eventSeries;
  }

  /** Leaves out the older half. */
  private void keepNewest() {
    overflown = true;
    int[] order = newestFirst();
    int kept = max / 2;
    long[] keptMillis = new long[millis.length];
    long[] keptPositions = new long[millis.length];
    int[] keptSeries = new int[millis.length];
    for (int i = 0; i < kept; i++) {
      keptMillis[i] = millis[order[i]];
      keptPositions[i] = positions[order[i]];
      keptSeries[i] = series[order[i]];
    }
    millis = keptMillis;
    positions = keptPositions;
    series = keptSeries;
    size = kept;
    floorMillis = keptMillis[kept - 1];
  }

  @Override
  public void merge(Candidates other) {
    overflown |= other.overflown;
    for (int i = 0; i < other.size; i++) {
      take(other.millis[i], other.series[i], other.positions[i]);
    }
  }

  int size() {
    return size;
  }

  /** Whether there were more than can be kept. */
  boolean isOverflown() {
    return overflown;
  }

  /** The indexes of all, in the order of their time, the newest first. */
  int[] newestFirst() {
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      newest = Math.max(newest, millis[i]);
    }
    long[] keys = new long[size];
    for (int i = 0; i < size; i++) {
      keys[i] = Math.min(newest - millis[i], MAX_SPAN_MILLIS - 1) << INDEX_BITS | i;
    }
    Arrays.parallelSort(keys);
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) (keys[i] & (MAX - 1));
    }
    return order;
  }

  long millis(int index) {
    return millis[index];
  }

  long position(int index) {
    return positions[index];
  }

  int series(int index) {
    return series[index];
  }
}
