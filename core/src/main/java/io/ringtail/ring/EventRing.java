package io.ringtail.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.MultiProducerSequencer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.Sequencer;
import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The hand-over from the program's threads to our consumer: a multi-producer ring of preallocated
 * slots, bounded in slots and in bytes.
 *
 * <p><b>How publishers and a napping consumer meet.</b> A publisher takes no lock and as a rule
 * makes no system call: the consumer naps for some milliseconds and then looks by itself. Before it
 * naps it says from which sequence on it wants to be woken (a quarter of the ring ahead); the
 * publisher that passes that mark, or a quarter of the bytes, unparks it, so that no burst fills
 * the ring during a nap. A publisher may read the mark late, without harm: the nap ends by itself.
 *
 * <p>Threading: {@link #offer} and the counts from any thread; {@link #poll} and {@link #nap} from
 * the consumer alone. Allocates: nothing per event, but for one small object when there is an MDC.
 */
public final class EventRing {
  /** Handles one event, on the consumer. Must not throw, must not keep the view. */
  @FunctionalInterface
  public interface Handler {
    /**
     * @return whether it can take another one now
     */
    boolean onEvent(EventView event);
  }

  /** Events after which the consumer tells producers about the room it made: an eighth, within. */
  private static final int LEAST_EVENTS_PER_POLL = 64;

  private static final int MOST_EVENTS_PER_POLL = 512;

  private static final long NO_ROOM = -1;
  private static final long MAY_WAIT = -2;

  /** The wait, if there is one, has not begun yet. */
  static final long FROM_NOW = 0;

  private static final long FIRST_PAUSE_NANOS = 100_000;
  private static final long MAX_PAUSE_NANOS = 1_000_000;

  private final EventSlot[] slots;
  private final int slotMask;
  private final int eventsPerPoll;
  private final Sequencer sequencer;
  private final Sequence consumed = new Sequence();
  private final ByteBudget budget;
  private final ConsumerNap nap = new ConsumerNap();
  private final OverflowPolicy policy;
  private final long blockNanos;
  private final int shedRoomSlots;
  private final long shedMarkBytes;
  private final long wakeMarkBytes;
  private final int maxMessageChars;
  private final Telemetry telemetry;
  private final AtomicInteger waiters = new AtomicInteger();
  private final Object abandoning = new Object();
  private volatile boolean closed;
  private volatile boolean deserted;

  /** Guarded by {@link #abandoning}; from then on {@link #poll} is, too. */
  private boolean abandoned;

  /**
   * @param slotCount a power of two
   * @param limitBytes heap that waiting events may keep alive, beyond the slots themselves
   * @param blockMillis how long WARN and above wait for room under the policy shed
   * @param maxMessageChars a longer message is cut before it enters the ring: it could not be
   *     delivered whole
   */
  public EventRing(
      int slotCount,
      long limitBytes,
      OverflowPolicy policy,
      long blockMillis,
      int maxMessageChars,
      Telemetry telemetry) {
    // The strategy is never asked to wait: our consumer polls, and naps by its own rules.
    this.sequencer = new MultiProducerSequencer(slotCount, new BusySpinWaitStrategy());
    sequencer.addGatingSequences(consumed);
    this.slots = new EventSlot[slotCount];
    for (int i = 0; i < slotCount; i++) {
      slots[i] = new EventSlot();
    }
    this.slotMask = slotCount - 1;
    this.eventsPerPoll =
        Math.max(LEAST_EVENTS_PER_POLL, Math.min(MOST_EVENTS_PER_POLL, slotCount / 8));
    this.budget = new ByteBudget(limitBytes);
    this.policy = policy;
    this.blockNanos = blockMillis * 1_000_000;
    this.shedRoomSlots = Math.max(1, slotCount / 5);
    this.shedMarkBytes = limitBytes - limitBytes / 5;
    this.wakeMarkBytes = limitBytes / 4;
    this.maxMessageChars = maxMessageChars;
    this.telemetry = telemetry;
    telemetry.capturesEvents(this::entered);
    telemetry.holdsEvents(this::occupied);
  }

  /** Heap that one slot takes, in bytes, for whoever divides the memory. */
  public static int slotBytes() {
    return EventSlot.SLOT_BYTES;
  }

  /**
   * Takes an event over, or counts it as dropped, as the overflow policy says.
   *
   * <p>Waits only where the policy says so, and not at all once the ring is closed. An interrupt
   * neither ends the wait nor is lost. Throws only what the given map or exception throws when it
   * is read; nothing has entered the ring then.
   *
   * @param keyValues key and value in turn; kept, so the caller must not change it afterwards
   */
  public void offer(
      long epochSecond,
      int nanoOfSecond,
      Level level,
      String logger,
      String thread,
      String message,
      Map<String, String> mdc,
      @Nullable Object @Nullable [] keyValues,
      String @Nullable [] markers,
      @Nullable Thrown thrown,
      @Nullable StackTraceElement caller) {
    take(
        false,
        true,
        FROM_NOW,
        HeapBytes.ofContext(mdc, keyValues, thrown),
        epochSecond,
        nanoOfSecond,
        level,
        logger,
        thread,
        message,
        mdc,
        keyValues,
        markers,
        thrown,
        caller);
  }

  /**
   * As {@link #offer}, for a caller who has other rings as well.
   *
   * @param printed whether the program has printed the message itself
   * @param waits false: gives up, with nothing done, where the policy would have the caller wait
   * @param sinceNanos for one that waits: when it began to, a {@link System#nanoTime} or {@link
   *     #FROM_NOW}
   * @param contextBytes {@link HeapBytes#ofContext} of the event: reading a map of the program's
   *     may throw, and is done once for all rings
   * @return false: the event has to be offered again, to wait
   */
  boolean take(
      boolean printed,
      boolean waits,
      long sinceNanos,
      long contextBytes,
      long epochSecond,
      int nanoOfSecond,
      Level level,
      String logger,
      String thread,
      String message,
      Map<String, String> mdc,
      @Nullable Object @Nullable [] keyValues,
      String @Nullable [] markers,
      @Nullable Thrown thrown,
      @Nullable StackTraceElement caller) {
    int cutBytes = 0;
    String kept = message;
    if (message.length() > maxMessageChars) {
      kept = LongMessage.cut(message, maxMessageChars);
      cutBytes = LongMessage.utf8Bytes(message, kept.length());
    }
    // A single event may be larger than the budget: it is let in when nothing else is there.
    long bytes = Math.min(HeapBytes.ofMessage(kept) + contextBytes, budget.limit());
    int charge = (int) Math.min(bytes, Integer.MAX_VALUE);
    long sequence = enter(level, charge, waits, sinceNanos);
    if (sequence == MAY_WAIT) {
      return false;
    }
    if (sequence == NO_ROOM) {
      nap.wakeForEvents();
      telemetry.countCaptured();
      telemetry.losses().drop(reason(level), level, epochSecond * 1_000 + nanoOfSecond / 1_000_000);
      return true;
    }
    EventSlot slot = slots[(int) sequence & slotMask];
    slot.setTime(epochSecond, nanoOfSecond);
    slot.setOrigin(level, logger, thread, printed);
    slot.setMessage(kept, cutBytes);
    slot.setContext(mdc, keyValues, markers);
    slot.setThrown(thrown, caller);
    slot.setCharge(charge);
    sequencer.publish(sequence);
    nap.onPublished(sequence);
    // Only then: the counter is every publisher's.
    if (nap.awaitsEvents() && budget.held() > wakeMarkBytes) {
      nap.wakeForEvents();
    }
    if (closed) {
      leaveNothingBehind();
    }
    return true;
  }

  /** Counts an event that could not be taken over. */
  void drop(DropReason reason, Level level, long epochMillis) {
    telemetry.countCaptured();
    telemetry.losses().drop(reason, level, epochMillis);
  }

  /**
   * Whether callers no longer wait for room here: for when the destination is away, beside others
   * that are there.
   */
  public void setDeserted(boolean value) {
    deserted = value;
  }

  boolean isDeserted() {
    return deserted;
  }

  /** Refuses events from now on, and sends home those who wait for room. */
  public void close() {
    closed = true;
    nap.wake();
  }

  /**
   * The consumer does not come again. What a caller publishes yet, because it had passed {@link
   * #close} in time and was held up, is counted as logged after the close.
   */
  public void abandon() {
    synchronized (abandoning) {
      abandoned = true;
      countAsClosed();
    }
  }

  /**
   * Hands the next events to {@code handler}, oldest first: an eighth of the ring at most, and 64
   * to 512 in any case.
   *
   * @return how many; 0 if none is ready
   */
  public int poll(Handler handler) {
    long consumedBefore = consumed.get();
    long next = consumedBefore + 1;
    long end = next + eventsPerPoll;
    long bytes = 0;
    boolean more = true;
    try {
      // One by one: asking how far all is published looks at each waiting slot, every time.
      while (more && next < end && sequencer.isAvailable(next)) {
        EventSlot slot = slots[(int) next & slotMask];
        next++;
        bytes += slot.charge();
        more = handler.onEvent(slot);
        slot.clear();
      }
    } finally {
      consumed.set(next - 1);
      budget.release(bytes);
    }
    return (int) (next - 1 - consumedBefore);
  }

  /** Sleeps for at most {@code nanos}, or until the ring is a quarter full or {@link #wake}. */
  public void nap(long nanos) {
    nap.nap(consumed.get() + slots.length / 4, nanos);
  }

  /** Sleeps for at most {@code nanos}, or until {@link #wake}: events can wait. */
  public void napForOthers(long nanos) {
    nap.napForOthers(nanos);
  }

  /** Ends the consumer's nap. */
  public void wake() {
    nap.wake();
  }

  /** Events published or being published, and not consumed yet. */
  public long occupied() {
    // The consumer's sequence first: it only grows, so the difference is never negative.
    long before = consumed.get();
    return sequencer.getCursor() - before;
  }

  /** The number of events that ever entered, published or about to be. */
  public long entered() {
    return sequencer.getCursor() + 1;
  }

  /** Heap that waiting events keep alive, in bytes. */
  public long heldBytes() {
    return budget.held();
  }

  // The only lock that a caller can meet, and only once the ring is closed.
  private void leaveNothingBehind() {
    synchronized (abandoning) {
      if (abandoned) {
        countAsClosed();
      }
    }
  }

  private void countAsClosed() {
    Handler counting =
        event -> {
          telemetry.losses().drop(DropReason.CLOSED, event.level(), event.epochMillis());
          return true;
        };
    while (poll(counting) > 0) {
      // Until nothing is left.
    }
  }

  private long enter(Level level, int charge, boolean waits, long sinceNanos) {
    if (closed) {
      return NO_ROOM;
    }
    if (policy == OverflowPolicy.SHED && !level.isAtLeast(Level.WARN)) {
      boolean overMark =
          (budget.held() + charge > shedMarkBytes && budget.held() > 0)
              || !sequencer.hasAvailableCapacity(shedRoomSlots);
      return overMark ? NO_ROOM : tryEnter(charge);
    }
    long sequence = tryEnter(charge);
    if (sequence != NO_ROOM || policy == OverflowPolicy.DROP || deserted) {
      return sequence;
    }
    return waits ? waitForRoom(charge, sinceNanos) : MAY_WAIT;
  }

  private long tryEnter(int charge) {
    if (!budget.tryReserve(charge)) {
      return NO_ROOM;
    }
    try {
      return sequencer.tryNext();
    } catch (InsufficientCapacityException e) {
      budget.release(charge);
      return NO_ROOM;
    }
  }

  /** The slow path: parks with a growing pause, the longer the more threads wait. */
  private long waitForRoom(int charge, long sinceNanos) {
    long start = sinceNanos == FROM_NOW ? System.nanoTime() : sinceNanos;
    long waitNanos = policy == OverflowPolicy.BLOCK ? Long.MAX_VALUE : blockNanos;
    boolean interrupted = false;
    int waiting = waiters.incrementAndGet();
    long pauseNanos = FIRST_PAUSE_NANOS;
    try {
      while (true) {
        nap.wakeForEvents();
        long waited = System.nanoTime() - start;
        if (closed || deserted || waited >= waitNanos) {
          return NO_ROOM;
        }
        // With its flag set a thread cannot park: take the flag, and give it back at the end.
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(this, Math.min(pauseNanos, waitNanos - waited));
        pauseNanos = Math.min(2 * pauseNanos, MAX_PAUSE_NANOS * (1 + Math.min(waiting, 320) / 16));
        long sequence = tryEnter(charge);
        if (sequence != NO_ROOM) {
          return sequence;
        }
      }
    } finally {
      waiters.decrementAndGet();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private DropReason reason(Level level) {
    if (closed) {
      return DropReason.CLOSED;
    }
    return policy == OverflowPolicy.SHED && !level.isAtLeast(Level.WARN)
        ? DropReason.SHED
        : DropReason.RING_FULL;
  }
}
