package io.ringtail.bench.load;

import io.ringtail.bench.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;

/** One thread that logs its share of the events. */
final class Producer implements Runnable {
  /**
   * At an unlimited rate one call in so many is timed: clock and histograms cost a third of what a
   * cheap call does, and would count as the appender's CPU. A power of two.
   */
  private static final int TIMED_EVERY = 16;

  private final Logger logger;
  private final long firstNumber;
  private final long events;
  private final double ratePerSecond;
  private final long startNanos;
  private final HeapWatch heap;
  private final boolean watchesScheduler;
  private final Latencies latencies = new Latencies();

  Producer(
      Logger logger,
      long firstNumber,
      long events,
      double ratePerSecond,
      long startNanos,
      HeapWatch heap,
      boolean watchesScheduler) {
    this.logger = logger;
    this.firstNumber = firstNumber;
    this.events = events;
    this.ratePerSecond = ratePerSecond;
    this.startNanos = startNanos;
    this.heap = heap;
    this.watchesScheduler = watchesScheduler;
  }

  @Override
  public void run() {
    try (RunDelay runDelay = watchesScheduler ? RunDelay.open() : RunDelay.none()) {
      log(runDelay);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void log(RunDelay runDelay) throws IOException {
    Workload.enterMdc();
    Pace pace = new Pace(ratePerSecond, startNanos);
    for (long i = 0; i < events; i++) {
      if (ratePerSecond == 0 && (i & (TIMED_EVERY - 1)) != 0) {
        Workload.usual(logger, firstNumber + i);
      } else {
        logTimed(firstNumber + i, pace.awaitNext(), runDelay);
      }
    }
  }

  private void logTimed(long number, long due, RunDelay runDelay) throws IOException {
    long delayBefore = runDelay.nanos();
    int look = heap.looks();
    long start = System.nanoTime();
    Workload.usual(logger, number);
    long end = System.nanoTime();
    boolean disturbed = HeapWatch.isDisturbed(look, heap.looks());
    long delay = end - start < LongCalls.LONG_NANOS ? 0 : runDelay.nanos() - delayBefore;
    latencies.record(due, start, end, disturbed, delay);
  }

  /** Complete once the thread has ended. */
  Latencies latencies() {
    return latencies;
  }
}
