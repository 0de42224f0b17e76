package io.ringtail.bench.node;

import java.util.Arrays;

/**
 * The records that arrived in one log stream, told apart by their times. Threading: one at a time.
 */
final class StreamTally {
  private long[] times = new long[1024];
  private int records;
  private long reordered;
  private long lastOfRequest;

  /** Records of one request are to be in the order of time. */
  void beginRequest() {
    lastOfRequest = Long.MIN_VALUE;
  }

  /**
   * @param time nanoseconds since 1970
   */
  void add(long time) {
    if (records == times.length) {
      times = Arrays.copyOf(times, 2 * records);
    }
    times[records++] = time;
    if (time < lastOfRequest) {
      reordered++;
    }
    lastOfRequest = time;
  }

  int records() {
    return records;
  }

  long reordered() {
    return reordered;
  }

  long distinct() {
    long[] sorted = Arrays.copyOf(times, records);
    Arrays.sort(sorted);
    long distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }
}
