package io.ringtail.node.agent;

import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.entry.LogSource;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that reads: gives each source its turn while there is room for what it reads, and
 * does the small things that have a time.
 *
 * <p>Threading: {@link #run} on `ringtail-reader`; the other methods from any thread.
 */
final class Reader implements Runnable {
  /** What one source may read in its turn. */
  private static final int QUANTUM_BYTES = 1 << 20;

  /**
   * Files that have grown are found by looking; of a thousand idle ones each look costs its share.
   */
  private static final long LOOK_NANOS = 200_000_000;

  /**
   * Lines gather meanwhile: reading them one by one would cost a system call each. As long as a
   * look is due: a core that has to be woken for nothing costs an idle node a millisecond.
   */
  private static final long NAP_NANOS = LOOK_NANOS;

  private final Outbox outbox;
  private final LongSupplier heldBackBytes;
  private final Chores chores;
  private final Notices notices;
  private final Clock clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final boolean untilEof;

  private volatile boolean ending;
  private volatile long turnNanos;
  private volatile @Nullable Thread thread;

  // The reader's own.
  private long lookedNanos;

  private int firstSource;

  /** What is done between two turns. */
  interface Chores {
    /** The sources to read now. */
    List<LogSource> sources();

    /** Whether everything that was there at the last look has been read and handed on. */
    boolean isAtEnd();

    /** A few times a second. */
    void look(long nowNanos);
  }

  /**
   * @param untilEof whether to end once everything that is there has been read
   */
  Reader(
      Outbox outbox,
      LongSupplier heldBackBytes,
      Chores chores,
      boolean untilEof,
      Notices notices,
      Clock clock) {
    this.outbox = outbox;
    this.heldBackBytes = heldBackBytes;
    this.chores = chores;
    this.untilEof = untilEof;
    this.notices = notices;
    this.clock = clock;
    this.turnNanos = clock.nanoTime();
    this.lookedNanos = turnNanos - LOOK_NANOS;
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    try {
      while (!ending) {
        try {
          turn();
        } catch (Throwable e) {
          // An Error too: nothing may end this thread but its end.
          notices.tell(Weight.ERROR, "reader " + e.getClass(), "internal fault, going on: " + e);
          LockSupport.parkNanos(this, NAP_NANOS);
        }
      }
    } finally {
      ended.countDown();
    }
  }

  /** There is room again, or something to look at. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Ends reading after the current turn. */
  void requestEnd() {
    ending = true;
    wake();
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** When the last turn began, a {@link Clock#nanoTime}: a reader that hangs shows by it. */
  long turnNanos() {
    return turnNanos;
  }

  private void turn() {
    long now = clock.nanoTime();
    turnNanos = now;
    boolean looked = now - lookedNanos >= LOOK_NANOS;
    if (looked) {
      lookedNanos = now;
      chores.look(now);
    }
    outbox.beginTurn();
    outbox.flushDue();
    long bytes = readAll();
    outbox.endTurn();
    if (untilEof && looked && bytes == 0 && chores.isAtEnd()) {
      ending = true;
    } else if (bytes < QUANTUM_BYTES) {
      LockSupport.parkNanos(this, NAP_NANOS);
    }
  }

  /** Another source is the first at each turn: the room that is left may be enough for one. */
  private long readAll() {
    List<LogSource> sources = chores.sources();
    long bytes = 0;
    firstSource = (firstSource + 1) & 0xff_ffff;
    for (int i = 0; i < sources.size(); i++) {
      if (!outbox.hasRoom(heldBackBytes.getAsLong())) {
        break;
      }
      bytes += sources.get((firstSource + i) % sources.size()).read(QUANTUM_BYTES);
    }
    return bytes;
  }
}
