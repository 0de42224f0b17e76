package io.ringtail.bench.subject;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import io.ringtail.bench.receiver.ConsoleClient;
import io.ringtail.logback.RingtailAppender;
import io.ringtail.pipeline.Telemetries;
import io.ringtail.telemetry.Telemetry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How many events an appender still holds, so that a benchmark can wait for room outside of what it
 * measures.
 *
 * <p>Threading: safe.
 */
public final class Backlog {
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long PAUSE_NANOS = 50_000;

  private final LongAdder logged = new LongAdder();
  private final LongSupplier waiting;
  private final Runnable push;

  private Backlog(LongSupplier waiting, Runnable push) {
    this.waiting = waiting;
    this.push = push;
  }

  /**
   * @throws IllegalArgumentException where the appender tells nobody
   */
  public static Backlog of(Subject subject, SubjectOptions options) {
    Appender<ILoggingEvent> appender = subject.appender();
    if (appender instanceof DoNothing) {
      return new Backlog(() -> 0, () -> {});
    } else if (appender instanceof RingtailAppender ringtail) {
      Telemetry telemetry = newest(Telemetries.all());
      return new Backlog(telemetry::held, () -> flush(ringtail));
    } else if (appender instanceof DisruptorAppender disruptor) {
      return new Backlog(disruptor::waiting, () -> {});
    } else if (appender instanceof AsyncAppender async) {
      return new Backlog(async::getNumberOfElementsInQueue, () -> {});
    } else if (options.endpoint() != null) {
      ConsoleClient console = new ConsoleClient(options.endpoint());
      Backlog[] self = new Backlog[1];
      self[0] = new Backlog(() -> self[0].logged.sum() - console.acceptedEvents(), () -> {});
      return self[0];
    }
    throw new IllegalArgumentException("no way to see what " + appender.getName() + " holds");
  }

  /** Counts events given to the appender; needed where only the receiver can tell. */
  public void logged(long events) {
    logged.add(events);
  }

  /** Waits until at most {@code events} are held; 0 also asks the appender to hurry. */
  public void awaitAtMost(long events) {
    if (events == 0) {
      push.run();
    }
    long start = System.nanoTime();
    while (waiting.getAsLong() > events) {
      if (System.nanoTime() - start > TIMEOUT_NANOS) {
        throw new IllegalStateException(
            waiting.getAsLong() + " events are still held, or lost, after 30 s");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static Telemetry newest(List<Telemetry> all) {
    return all.get(all.size() - 1);
  }

  private static void flush(RingtailAppender appender) {
    try {
      if (!appender.flush(java.time.Duration.ofNanos(TIMEOUT_NANOS))) {
        throw new IllegalStateException("Ringtail did not deliver within 30 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
