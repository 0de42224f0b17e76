package io.ringtail.bench.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.ToLongFunction;

/**
 * The calls that took so long that somebody may have stopped them: each with its time, so that the
 * JVM's own pauses can be told apart, and what the thread waited for a processor. Threading: one
 * thread, then merged.
 */
final class LongCalls {
  static final long LONG_NANOS = 2_000_000;

  /** More are only counted: the longest are not likely to be the last of so many. */
  private static final int MAX_KEPT = 100_000;

  private static final Call NONE = new Call(0, 0, 0);

  private final List<Call> calls = new ArrayList<>();
  private int count;

  private record Call(long startNanos, long endNanos, long runDelayNanos) {
    long nanos() {
      return endNanos - startNanos;
    }

    long stoppedNanos(JvmPauses pauses) {
      return pauses.withinNanos(startNanos, endNanos);
    }

    /** What is left; too little where the JVM stood still while the thread had no processor. */
    long ownNanos(JvmPauses pauses) {
      return nanos() - stoppedNanos(pauses) - runDelayNanos;
    }
  }

  void record(long startNanos, long endNanos, long runDelayNanos) {
    if (endNanos - startNanos >= LONG_NANOS) {
      count++;
      if (calls.size() < MAX_KEPT) {
        calls.add(new Call(startNanos, endNanos, runDelayNanos));
      }
    }
  }

  void add(LongCalls other) {
    calls.addAll(other.calls);
    count += other.count;
  }

  /**
   * @param begunNanos when the first call could have been made
   */
  void write(Properties report, JvmPauses pauses, long begunNanos) {
    report.setProperty("long.count", Integer.toString(count));
    Call longest = calls.stream().max(Comparator.comparingLong(Call::nanos)).orElse(NONE);
    put(report, "long.longest.stopped", longest.stoppedNanos(pauses));
    put(report, "long.longest.delayed", longest.runDelayNanos);
    put(report, "long.max.unstopped", longest(c -> c.nanos() - c.stoppedNanos(pauses)));
    put(report, "long.max.undelayed", longest(c -> c.nanos() - c.runDelayNanos));
    Call own = calls.stream().max(Comparator.comparingLong(c -> c.ownNanos(pauses))).orElse(NONE);
    put(report, "long.max.own", own.ownNanos(pauses));
    put(report, "long.max.own.at", own.startNanos - begunNanos);
    report.setProperty("pauses.count", Integer.toString(pauses.count()));
    put(report, "pauses.max", pauses.longestNanos());
  }

  private long longest(ToLongFunction<Call> nanos) {
    return calls.stream().mapToLong(nanos).max().orElse(0);
  }

  private static void put(Properties report, String name, long nanos) {
    report.setProperty(name, Long.toString(nanos));
  }
}
