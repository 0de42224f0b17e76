package io.ringtail.console.api;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * How fast two counters have risen in the last seconds.
 *
 * <p>Threading: safe.
 */
final class Rates {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Sample(long nanos, long events, long bytes) {}

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  /** Takes the counters as they are; to be called every second or so. */
  synchronized void sample(long nanos, long events, long bytes) {
    if (!samples.isEmpty() && samples.getLast().events() > events) {
      // The counters have been reset.
      samples.clear();
    }
    samples.addLast(new Sample(nanos, events, bytes));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  synchronized double eventsPerSecond() {
    return samples.isEmpty()
        ? 0
        : perSecond(samples.getLast().events() - samples.getFirst().events());
  }

  synchronized double bytesPerSecond() {
    return samples.isEmpty()
        ? 0
        : perSecond(samples.getLast().bytes() - samples.getFirst().bytes());
  }

  private double perSecond(long rise) {
    long nanos = samples.getLast().nanos() - samples.getFirst().nanos();
    return nanos <= 0 ? 0 : rise * 1e9 / nanos;
  }
}
