package io.ringtail.bench.load;

import io.ringtail.bench.Workload;
import org.slf4j.Logger;

/** One thread that logs its share of the events. */
final class Producer implements Runnable {
  private final Logger logger;
  private final long firstNumber;
  private final long events;
  private final double ratePerSecond;
  private final long startNanos;
  private final HeapWatch heap;
  private final Latencies latencies = new Latencies();

  Producer(
      Logger logger,
      long firstNumber,
      long events,
      double ratePerSecond,
      long startNanos,
      HeapWatch heap) {
    this.logger = logger;
    this.firstNumber = firstNumber;
    this.events = events;
    this.ratePerSecond = ratePerSecond;
    this.startNanos = startNanos;
    this.heap = heap;
  }

  @Override
  public void run() {
    Workload.enterMdc();
    Pace pace = new Pace(ratePerSecond, startNanos);
    for (long i = 0; i < events; i++) {
      long due = pace.awaitNext();
      int look = heap.looks();
      long start = System.nanoTime();
      Workload.usual(logger, firstNumber + i);
      long end = System.nanoTime();
      latencies.record(due, start, end, HeapWatch.isDisturbed(look, heap.looks()));
    }
  }

  /** Complete once the thread has ended. */
  Latencies latencies() {
    return latencies;
  }
}
