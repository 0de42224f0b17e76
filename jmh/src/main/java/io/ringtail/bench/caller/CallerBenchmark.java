package io.ringtail.bench.caller;

import io.ringtail.bench.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a log call costs the thread that makes it, through Logback's real logger, while the queue is
 * not full. Choose threads with {@code -t 1}, {@code -t 2}, {@code -t 8}.
 *
 * <p>A loop without pause would fill any queue and then measure what a full queue does. So one
 * invocation is a burst of {@value CallerBurst#EVENTS} calls; before each, outside of the measured
 * time, its thread waits until the queue has room for the bursts of all threads (see {@link
 * CallerState#consumer}). The timestamps around a burst cost less than 0.1 ns per call. A trial in
 * which Ringtail dropped an event fails.
 *
 * <p>With {@code -prof gc} the allocation per call is that of all threads together, our consumer's
 * included.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 2, jvmArgsAppend = "-Xmx2g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@OperationsPerInvocation(CallerBurst.EVENTS)
public class CallerBenchmark {
  /** (a) A constant message without an argument. */
  @Benchmark
  public void plain(CallerBurst burst) {
    for (int i = 0; i < CallerBurst.EVENTS; i++) {
      Workload.plain(burst.logger());
    }
  }

  /** (b) 5 arguments and 2 MDC keys. */
  @Benchmark
  public void usual(CallerBurst burst) {
    for (int i = 0; i < CallerBurst.EVENTS; i++) {
      Workload.usual(burst.logger(), burst.nextNumber());
    }
  }

  /** (c) An exception of about 30 frames with a cause. */
  @Benchmark
  public void exception(CallerBurst burst) {
    for (int i = 0; i < CallerBurst.EVENTS; i++) {
      Workload.exception(burst.logger());
    }
  }
}
