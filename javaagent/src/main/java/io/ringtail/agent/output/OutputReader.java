package io.ringtail.agent.output;

import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.agent.hook.Aside;
import io.ringtail.config.OverflowPolicy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was printed, on a thread of its own that begins with the first line.
 *
 * <p>Nothing of it happens under the program's locks: neither the start of the pipeline, nor the
 * search for stack traces, nor the wait for room in the ring.
 */
final class OutputReader implements Runnable, FullQueue {
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** For the pipeline to start, on a machine that has better things to do. */
  private static final long MAX_START_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long MAX_END_MILLIS = 2_000;

  private final OutputHost host;
  private final PrintedStreams streams;
  private final PrintedQueue queue = new PrintedQueue(this);
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long madeNanos = System.nanoTime();
  private Charset outCharset = StandardCharsets.UTF_8;
  private Charset errorCharset = StandardCharsets.UTF_8;
  private volatile @Nullable ReaderContext context;
  private volatile boolean failed;
  private volatile boolean hurries;
  private volatile boolean ending;

  OutputReader(OutputHost host, PrintedStreams streams) {
    this.host = host;
    this.streams = streams;
  }

  PrintedQueue queue() {
    return queue;
  }

  /** Whether there is still somebody who reads. */
  boolean isOpen() {
    return !failed && !ending;
  }

  @Override
  public boolean waits() {
    ReaderContext running = context;
    if (running == null) {
      return isOpen() && host.waitsForRoom() && System.nanoTime() - madeNanos < MAX_START_NANOS;
    }
    return isOpen() && running.config().overflow() == OverflowPolicy.BLOCK;
  }

  /** Waits until the end of the process is sure to come by here. */
  void awaitReady() {
    boolean interrupted = Thread.interrupted();
    try {
      ready.await(MAX_START_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      Aside.bridge(this::start);
      ReaderContext running = context;
      if (running != null) {
        read(running);
      }
    } catch (Throwable e) {
      fail(e);
    } finally {
      ready.countDown();
      ended.countDown();
    }
  }

  private void start() {
    try {
      host.prepareForOutput();
      outCharset = streams.outCharset();
      errorCharset = streams.errorCharset();
      ReaderContext running = host.contextForOutput();
      endBeforePipeline();
      context = running;
      ready.countDown();
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    failed = true;
    host.warn("output", "reading System.out failed, it is not captured any more: " + e);
  }

  private void endBeforePipeline() {
    try {
      host.runBeforeClose(
          new Runnable() {
            @Override
            public void run() {
              end();
            }
          });
    } catch (Throwable e) {
      // Then the pipeline closes with an ordinary shutdown hook, and waits for others: from the
      // first one on, nothing waits here.
      hurries = true;
    }
  }

  /** After the program's last hook: the rest, and partial lines, go to the pipeline. */
  private void end() {
    ending = true;
    queue.wake();
    try {
      if (!ended.await(MAX_END_MILLIS, TimeUnit.MILLISECONDS)) {
        host.warn("output end", "what was printed last may be missing: there is no room for it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(ReaderContext running) {
    PrintedOffers offers = new PrintedOffers(running);
    OpenThreads threads = new OpenThreads(outCharset, errorCharset, offers);
    while (true) {
      boolean last = ending;
      drain(threads);
      offers.countLost(queue);
      if (last) {
        threads.endAll();
        return;
      }
      long quietNanos = hurries && streams.isShuttingDown() ? 0 : OpenThreads.QUIET_NANOS;
      threads.endQuiet(System.nanoTime(), quietNanos, streams);
      if (!ending) {
        if (threads.isEmpty()) {
          queue.sleep();
        } else {
          queue.nap(NAP_NANOS);
        }
      }
    }
  }

  private void drain(OpenThreads threads) {
    long nowNanos = System.nanoTime();
    for (Printed each = queue.takeAll(); each != null; each = each.next) {
      threads.add(each, nowNanos);
    }
  }
}
