package io.ringtail.pipeline;

import io.ringtail.batch.BatchAssembler;
import io.ringtail.encode.EventEncoder;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.EventView;
import io.ringtail.ring.EventRing;
import io.ringtail.sink.Delivery;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Losses;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import io.ringtail.telemetry.Telemetry;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The consumer: takes events out of the ring, numbers them, encodes them and gathers them into
 * batches; and does the small things that have a time: linger, loss records, metadata.
 *
 * <p>Threading: {@link #run} on `ringtail-pump`; the other methods from any thread.
 */
final class EventPump implements Runnable {
  private static final long FIRST_NAP_NANOS = 1_000_000;

  /**
   * With nothing to do: each look at an idle machine, whose caches are cold, costs half a
   * millisecond; a burst wakes us before.
   */
  private static final long LONGEST_NAP_NANOS = 250_000_000;

  /** For those who want their events sent at once. */
  private static final long SHORTEST_LONG_NAP_NANOS = 10_000_000;

  /** A batch that came back just before the nap wakes nobody. */
  private static final long LONGEST_NAP_WITHOUT_ROOM_NANOS = 5_000_000;

  /** For so long a sink beside others may fail before callers no longer wait for it. */
  private static final long PATIENCE_MILLIS = 5_000;

  private static final long LOSS_REPORT_NANOS = 5_000_000_000L;

  /** A producer may still be between its claim and its publication when the ring closes. */
  private static final int EMPTY_LOOKS_BEFORE_END = 3;

  /** Between these looks: what stands there takes a producer some nanoseconds. */
  private static final long LAST_NAP_NANOS = 20_000;

  private final EventRing ring;
  private final EventEncoder encoder;
  private final BatchAssembler assembler;
  private final Delivery delivery;
  private final PodIdentity identity;
  private final Telemetry telemetry;
  private final Notices notices;
  private final Clock clock;
  private final AtomicLong lastSeq;
  private final long maxNapNanos;
  private final boolean besideOthers;
  private final EventRing.Handler handler = event -> write(event, false);

  /** Guarded by itself. */
  private final ArrayDeque<FlushRequest> flushRequests = new ArrayDeque<>();

  private final CountDownLatch ended = new CountDownLatch(1);

  /** A {@link System#nanoTime} until which sending may go on; set by {@link #requestEnd}. */
  private volatile long sendUntilNanos;

  private volatile boolean ending;
  private volatile boolean hurried;

  // The pump's own.
  private long nowNanos;

  /** What is in the ring came after it; since when it lingers, therefore. */
  private long arrivedNanos;

  private long lastLossReportNanos;
  private long napNanos = FIRST_NAP_NANOS;
  private boolean deliveryPrepared;

  /**
   * @param lastSeq the newest number given out; another pump of this stream may still draw from it
   * @param besideOthers whether other sinks get the same events
   */
  EventPump(
      EventRing ring,
      EventEncoder encoder,
      BatchAssembler assembler,
      Delivery delivery,
      PodIdentity identity,
      Telemetry telemetry,
      Notices notices,
      Clock clock,
      AtomicLong lastSeq,
      long lingerNanos,
      boolean besideOthers) {
    this.ring = ring;
    this.encoder = encoder;
    this.assembler = assembler;
    this.delivery = delivery;
    this.identity = identity;
    this.telemetry = telemetry;
    this.notices = notices;
    this.clock = clock;
    this.lastSeq = lastSeq;
    this.besideOthers = besideOthers;
    // A part of the linger, which begins with the last look that found nothing.
    this.maxNapNanos =
        Math.max(SHORTEST_LONG_NAP_NANOS, Math.min(LONGEST_NAP_NANOS, lingerNanos / 4));
    this.arrivedNanos = clock.nanoTime();
    this.lastLossReportNanos = clock.nanoTime() - LOSS_REPORT_NANOS;
    telemetry.holdsEvents(assembler::openRecords);
  }

  @Override
  public void run() {
    try {
      guarded(identity::load);
      // Made once: code that runs a few times a second stays interpreted, and its lambdas costly.
      Runnable turn = this::turn;
      while (!ending) {
        guarded(turn);
      }
      guarded(this::drain);
    } finally {
      end();
    }
  }

  private void end() {
    try {
      // Whatever has brought us here, nobody may wait for room that is not made any more.
      ring.close();
      guarded(delivery::stop);
      guarded(this::drainToStdout);
    } finally {
      try {
        ring.abandon();
      } finally {
        ended.countDown();
      }
    }
  }

  /** Asks for a flush of everything that has entered the ring by now. */
  FlushRequest requestFlush() {
    FlushRequest request = new FlushRequest(ring.entered());
    synchronized (flushRequests) {
      flushRequests.add(request);
    }
    ring.wake();
    if (ended.getCount() == 0) {
      // Nobody serves it any more, and nothing is left that could be sent.
      request.complete(0);
    }
    return request;
  }

  /** From now on nothing lingers: the process is about to end. */
  void hurry() {
    hurried = true;
    ring.wake();
  }

  /** Ends the pump once everything is sent, or at {@code deadlineNanos} with the rest on stdout. */
  void requestEnd(long deadlineNanos) {
    sendUntilNanos = deadlineNanos;
    ending = true;
    ring.wake();
  }

  /**
   * @return whether the pump has ended before {@code deadlineNanos}
   */
  boolean awaitEnd(long deadlineNanos) throws InterruptedException {
    return ended.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /** One look at everything there is to do. */
  private void turn() {
    nowNanos = clock.nanoTime();
    boolean room = assembler.hasRoom();
    int events = room ? ring.poll(handler) : 0;
    if (room) {
      arrivedNanos = nowNanos;
    }
    if (besideOthers) {
      // So that a destination which is away costs the program no wait at each warning.
      ring.setDeserted(!room && delivery.isFailingFor(PATIENCE_MILLIS));
    }
    if (nowNanos - lastLossReportNanos >= LOSS_REPORT_NANOS && telemetry.losses().hasNews()) {
      reportLosses();
    }
    if (assembler.nanosUntilDue(nowNanos) <= 0 || (hurried && events == 0)) {
      assembler.flush();
    }
    serveFlushRequests();
    identity.refreshIfDue(nowNanos);
    if (events > 0) {
      napNanos = FIRST_NAP_NANOS;
      prepareDelivery();
    } else {
      long nanos = Math.max(0, Math.min(napNanos, assembler.nanosUntilDue(nowNanos)));
      if (room) {
        ring.nap(nanos);
      } else {
        // Callers who wait cannot help: it is over when a batch comes back, which wakes us.
        ring.napForOthers(Math.min(nanos, LONGEST_NAP_WITHOUT_ROOM_NANOS));
      }
      napNanos = Math.min(maxNapNanos, 2 * napNanos);
    }
  }

  private void prepareDelivery() {
    if (!deliveryPrepared) {
      deliveryPrepared = true;
      delivery.prepare();
    }
  }

  /** The ring is closed: what is in it still goes the usual way, until the deadline. */
  private void drain() {
    int emptyLooks = 0;
    while (emptyLooks < EMPTY_LOOKS_BEFORE_END && System.nanoTime() - sendUntilNanos < 0) {
      nowNanos = clock.nanoTime();
      boolean room = assembler.hasRoom();
      int events = room ? ring.poll(handler) : 0;
      if (events == 0) {
        ring.nap(room ? LAST_NAP_NANOS : FIRST_NAP_NANOS);
      } else {
        // Its thread starts while we make sure that there is no more.
        prepareDelivery();
      }
      emptyLooks = room && events == 0 && ring.occupied() == 0 ? emptyLooks + 1 : 0;
    }
    reportLosses();
    assembler.flush();
    serveFlushRequests();
    try {
      if (delivery.awaitDone(delivery.submitted(), sendUntilNanos)) {
        delivery.finish(sendUntilNanos);
      }
    } catch (InterruptedException e) {
      // Nobody may interrupt our thread; it ends here anyway.
    }
  }

  /** Delivery has stopped: batches go to stdout from now on, and always have room. */
  private void drainToStdout() {
    while (assembler.hasRoom() && ring.poll(handler) > 0) {
      nowNanos = clock.nanoTime();
    }
    reportLosses();
    assembler.flush();
    serveFlushRequests();
  }

  /** Numbers, encodes and appends one event; says whether there is room for another. */
  private boolean write(EventView event, boolean own) {
    long number = lastSeq.incrementAndGet();
    try {
      RecordBuffer record = encoder.encode(event, number);
      assembler.append(
          record.array(),
          record.length(),
          record.jsonBytes(),
          event.epochMillis(),
          event.level(),
          own,
          arrivedNanos);
      assembler.identify(identity.origin(), number);
      if (event.isPrinted()) {
        assembler.markPrinted();
      }
    } catch (Throwable e) {
      // An Error too, a StackOverflowError in a strange exception say: only this event is lost.
      if (own) {
        telemetry.losses().dropUntold(DropReason.ENCODE_FAILED);
      } else {
        telemetry.losses().drop(DropReason.ENCODE_FAILED, event.level(), event.epochMillis());
      }
      tellUnwritable(event, e);
    }
    return assembler.hasRoom();
  }

  private void tellUnwritable(EventView event, Throwable failure) {
    try {
      notices.tell(
          Weight.WARNING,
          "encode",
          "an event of logger "
              + event.logger()
              + " cannot be written as JSON: "
              + describe(failure));
    } catch (Throwable e) {
      // No memory for the words: it is counted.
    }
  }

  // The program's own exceptions may throw where they are asked for their message.
  private static String describe(Throwable failure) {
    try {
      return failure.toString();
    } catch (Throwable e) {
      return failure.getClass().getName();
    }
  }

  /** Tells what was lost since the last report; later, while there is no room for a record. */
  private void reportLosses() {
    if (!assembler.hasRoom()) {
      return;
    }
    Losses losses = telemetry.losses().drain();
    if (losses != null) {
      lastLossReportNanos = nowNanos;
      // The numbers that the lost events would have had: the gap stands where it is told.
      lastSeq.addAndGet(losses.unnumbered());
      telemetry.countCaptured();
      write(new LossRecord(losses, clock.epochMillis()), true);
    }
  }

  private void serveFlushRequests() {
    FlushRequest request = nextFlushRequest(null);
    while (request != null && ring.entered() - ring.occupied() >= request.entered()) {
      assembler.flush();
      request.complete(delivery.submitted());
      request = nextFlushRequest(request);
    }
  }

  /** The oldest one behind {@code done}. */
  private @Nullable FlushRequest nextFlushRequest(@Nullable FlushRequest done) {
    synchronized (flushRequests) {
      if (done != null) {
        flushRequests.remove(done);
      }
      return flushRequests.peek();
    }
  }

  // Nothing may end this thread but its end: producers would wait for ever.
  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (Throwable e) {
      tellFault(e);
      // So that a fault which repeats does not burn a core.
      ring.nap(LONGEST_NAP_NANOS);
    }
  }

  private void tellFault(Throwable failure) {
    try {
      notices.tell(
          Weight.ERROR,
          "pump " + failure.getClass(),
          "internal fault, going on: " + describe(failure));
    } catch (Throwable e) {
      // No memory for the words.
    }
  }
}
