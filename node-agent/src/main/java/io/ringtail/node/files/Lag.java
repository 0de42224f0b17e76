package io.ringtail.node.files;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** For how long the oldest byte of a log that has no outcome has been known to be there. */
final class Lag {
  /** Beyond, every other sample goes: hours of lag need no precision of seconds. */
  private static final int MAX_SAMPLES = 64;

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();
  private long written;

  /** At this time, so many bytes had been written. */
  private record Sample(long nanos, long written) {}

  void written(long now, long bytes) {
    if (bytes > written) {
      written = bytes;
      if (samples.size() == MAX_SAMPLES) {
        thinOut();
      }
      samples.add(new Sample(now, bytes));
    }
  }

  /**
   * @param done bytes that have an outcome
   */
  long millis(long now, long done) {
    while (!samples.isEmpty() && samples.peek().written <= done) {
      samples.poll();
    }
    return samples.isEmpty() ? 0 : TimeUnit.NANOSECONDS.toMillis(now - samples.peek().nanos);
  }

  private void thinOut() {
    boolean keep = true;
    for (Iterator<Sample> each = samples.iterator(); each.hasNext(); keep = !keep) {
      each.next();
      if (!keep) {
        each.remove();
      }
    }
  }
}
