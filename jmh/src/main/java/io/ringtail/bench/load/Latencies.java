package io.ringtail.bench.load;

import java.util.Properties;
import org.HdrHistogram.Histogram;

/**
 * How long calls took, in nanoseconds, up to ten minutes. Threading: one thread, then merged.
 *
 * <p>Service time is that of the call itself, response time counts from the moment when the event
 * was due. Calls that a look at the heap stopped are kept apart: that pause is the measurement's.
 */
final class Latencies {
  private static final long MAX_NANOS = 600_000_000_000L;
  private static final int DIGITS = 3;
  private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

  private final Histogram response = new Histogram(MAX_NANOS, DIGITS);
  private final Histogram service = new Histogram(MAX_NANOS, DIGITS);
  private final LongCalls longCalls = new LongCalls();
  private long disturbedMaxNanos;

  /**
   * @param runDelayNanos of a call that {@link LongCalls} takes: what the thread had no processor
   */
  void record(
      long dueNanos, long startNanos, long endNanos, boolean disturbed, long runDelayNanos) {
    if (disturbed) {
      disturbedMaxNanos = Math.max(disturbedMaxNanos, endNanos - startNanos);
      return;
    }
    longCalls.record(startNanos, endNanos, runDelayNanos);
    response.recordValue(Math.min(MAX_NANOS, Math.max(0, endNanos - dueNanos)));
    service.recordValue(Math.min(MAX_NANOS, endNanos - startNanos));
  }

  void add(Latencies other) {
    response.add(other.response);
    service.add(other.service);
    longCalls.add(other.longCalls);
    disturbedMaxNanos = Math.max(disturbedMaxNanos, other.disturbedMaxNanos);
  }

  void write(Properties report) {
    write(report, "response", response);
    write(report, "service", service);
    report.setProperty("disturbed.max", Long.toString(disturbedMaxNanos));
  }

  /** Tells the JVM's own pauses from what else made calls long. */
  void writeLongCalls(Properties report, JvmPauses pauses, long begunNanos) {
    longCalls.write(report, pauses, begunNanos);
  }

  private static void write(Properties report, String name, Histogram histogram) {
    for (double percentile : PERCENTILES) {
      String key = name + ".p" + Double.toString(percentile).replace(".0", "");
      report.setProperty(key, Long.toString(histogram.getValueAtPercentile(percentile)));
    }
    report.setProperty(name + ".max", Long.toString(histogram.getMaxValue()));
  }
}
