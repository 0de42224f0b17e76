package io.ringtail.sink;

import io.ringtail.batch.BatchPool;
import io.ringtail.batch.RecordBatch;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes sealed batches to the sink until every record has had its outcome.
 *
 * <p>Several batches may be under way at once, as many as the {@link SendWindow} admits; one that
 * shares a millisecond with an earlier one of its stream waits for that, unless the destination
 * keeps no order ({@link io.ringtail.batch.BatchLimits#ordered}). What the sink wants later is sent
 * again, without end, with {@link Backoff}. While the {@link BatchSupply} has no batch, {@link
 * #tryTake} gives none, and the ring fills.
 *
 * <p>What cannot be delivered in time takes the way of the {@link Fallback}: to stdout when the
 * destination denies us or at the end; or it stays in files that will be read again, a denial is
 * waited out, and {@link #stop} leaves unsettled what has no outcome.
 *
 * <p>Threading: one lock for everything below, held briefly and never during a send or a write. The
 * consumer and the senders take it; the program's threads never do.
 */
public final class Delivery implements BatchPool {
  /** A wait is cut into pieces of this length, since a test's clock does not wake anybody. */
  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  /** After a fault of ours: one that repeats does not burn a core. */
  private static final long AFTER_FAULT_NANOS = 100_000_000;

  /** As good as for ever: a change is signalled. */
  private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Clock clock;
  private final Telemetry telemetry;
  private final SinkHandle sink;
  private final Fallback fallback;
  private final DeadLetters deadLetters;
  private final Runnable onRoom;
  private final SenderThreads threads;
  private final AtomicLong heldRecords = new AtomicLong();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final BatchSupply supply;
  private final List<Parcel> active = new ArrayList<>();
  private final Pacing pacing;
  private final DeniedGroups deniedGroups = new DeniedGroups();
  private int underWay;
  private int idleSenders;
  private int leaving;
  private DeliveryHealth health = DeliveryHealth.UNTRIED;
  private long lastSuccessNanos;
  private long nextId;
  private boolean stopped;

  /**
   * @param supply asked and given back to under the lock
   * @param deadLetters where rejected records are kept
   * @param onRoom told, on a sender, when a batch has been given back
   */
  public Delivery(
      BatchSupply supply,
      int maxConcurrentSends,
      SinkHandle sink,
      Fallback fallback,
      DeadLetters deadLetters,
      Telemetry telemetry,
      Clock clock,
      Runnable onRoom) {
    this.supply = supply;
    this.sink = sink;
    this.fallback = fallback;
    this.deadLetters = deadLetters;
    this.telemetry = telemetry;
    this.clock = clock;
    this.onRoom = onRoom;
    this.pacing = new Pacing(maxConcurrentSends, clock.nanoTime());
    this.lastSuccessNanos = clock.nanoTime();
    this.threads = new SenderThreads(maxConcurrentSends, this::sendUntilStopped);
    telemetry.holdsEvents(heldRecords::get);
  }

  @Override
  public @Nullable RecordBatch tryTake() {
    lock.lock();
    try {
      if (!active.isEmpty() && threads.isEmpty()) {
        threads.startOne();
      }
      return supply.tryTake();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void submit(RecordBatch batch) {
    heldRecords.addAndGet(batch.size());
    lock.lock();
    try {
      if (!stopped) {
        active.add(new Parcel(nextId++, batch, clock.nanoTime()));
        // An idle sender that was signalled for an earlier batch still counts as idle.
        if (active.size() - underWay > idleSenders) {
          threads.startOne();
        }
        changed.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    if (handOver(batch)) {
      recycle(batch);
    }
  }

  /**
   * There will be something to send: opening the sink takes a second in a cold JVM, which need not
   * be added to the first batch's linger.
   */
  public void prepare() {
    lock.lock();
    try {
      if (!stopped && threads.isEmpty()) {
        threads.startOne();
      }
    } finally {
      lock.unlock();
    }
  }

  /** How the destination has answered lately. Threading: any thread. */
  public DeliveryHealth health() {
    lock.lock();
    try {
      return health;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether there has been something to send for so long, and nothing was taken: sends have failed,
   * or hang, or the sink cannot be opened. Threading: any thread.
   */
  public boolean isFailingFor(long millis) {
    lock.lock();
    try {
      if (active.isEmpty()) {
        return false;
      }
      long now = clock.nanoTime();
      long nanos = Math.min(now - active.get(0).submittedNanos, now - lastSuccessNanos);
      return nanos >= TimeUnit.MILLISECONDS.toNanos(millis);
    } finally {
      lock.unlock();
    }
  }

  /** The number of batches ever submitted: what {@link #awaitDone} takes. */
  public long submitted() {
    lock.lock();
    try {
      return nextId;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the first {@code count} batches have had all their outcomes, and what of them goes
   * to stdout is written there.
   *
   * @return false if the deadline, a {@link System#nanoTime}, came first
   */
  public boolean awaitDone(long count, long deadlineNanos) throws InterruptedException {
    lock.lock();
    try {
      while (!active.isEmpty() && active.get(0).id < count) {
        long nanos = deadlineNanos - System.nanoTime();
        if (nanos <= 0) {
          return false;
        }
        changed.await(Math.min(nanos, LOOK_AGAIN_NANOS), TimeUnit.NANOSECONDS);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * When every batch has its outcome: lets the sink bring to the destination what it has accepted
   * and still keeps.
   *
   * @return false if the deadline, a {@link System#nanoTime}, came first
   */
  public boolean finish(long deadlineNanos) {
    return sink.finish(deadlineNanos);
  }

  /**
   * Ends all sending. What has no outcome yet takes the way of the {@link Fallback}, and so does
   * what is submitted from now on. A record whose answer was still awaited may so exist twice, but
   * in no case nowhere.
   */
  public void stop() {
    List<RecordBatch> left = new ArrayList<>();
    List<RecordBatch> reusable = new ArrayList<>();
    lock.lock();
    try {
      stopped = true;
      for (Parcel parcel : active) {
        if (!parcel.leaving) {
          left.add(parcel.batch);
          if (!parcel.underWay) {
            reusable.add(parcel.batch);
          }
        }
      }
      active.clear();
      // Its sender may still read a batch under way: a new one takes its place.
      supply.writeOff(left.size() - reusable.size());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    closeSink();
    left.removeIf(batch -> !handOver(batch));
    reusable.retainAll(left);
    reusable.forEach(this::recycle);
    awaitLeaving();
  }

  /** The process may end when we have: what a sender is writing must be there by then. */
  private void awaitLeaving() {
    lock.lock();
    try {
      while (leaving > 0) {
        changed.await(LOOK_AGAIN_NANOS, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  // On a thread of its own: a sink that hangs must not keep the rest from stdout.
  private void closeSink() {
    try {
      new RingtailThread("sink-close", sink::close).start();
    } catch (OutOfMemoryError e) {
      sink.close();
    }
  }

  private void sendUntilStopped() {
    sink.prepare();
    boolean goesOn = true;
    while (goesOn) {
      goesOn = sendNext();
    }
  }

  /** False when there will be nothing to send any more. Never throws: no sender is replaced. */
  private boolean sendNext() {
    Parcel parcel = null;
    try {
      parcel = takeNext();
      if (parcel == null) {
        return false;
      }
      Outcomes outcomes = null;
      if (!isDiverted()) {
        telemetry.countSend(parcel.batch.remainingBytes());
        outcomes = sink.send(parcel.batch);
        deadLetters.keep(parcel.batch, outcomes, telemetry);
      }
      finish(parcel, outcomes);
    } catch (Throwable e) {
      if (parcel != null) {
        putBack(parcel);
      }
      LockSupport.parkNanos(this, AFTER_FAULT_NANOS);
    }
    return true;
  }

  /** A fault of ours, or no memory: where outcomes were not counted, there are none. */
  private void putBack(Parcel parcel) {
    lock.lock();
    try {
      if (parcel.underWay) {
        parcel.underWay = false;
        underWay--;
        parcel.failures++;
        onFailure(parcel, RetryCause.UNAVAILABLE, clock.nanoTime());
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isDiverted() {
    lock.lock();
    try {
      return diverts(clock.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  private boolean diverts(long nowNanos) {
    return fallback instanceof Fallback.Stdout && pacing.diverts(nowNanos);
  }

  /** Waits for a batch that may go now; null when there will be none any more. */
  private @Nullable Parcel takeNext() {
    lock.lock();
    try {
      while (!stopped) {
        Parcel parcel = pacing.admits(underWay) ? nextEligible(clock.nanoTime()) : null;
        if (parcel != null) {
          parcel.underWay = true;
          underWay++;
          return parcel;
        }
        awaitChange();
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  // The loop is its caller's.
  @SuppressWarnings("WaitNotInLoop")
  private void awaitChange() {
    idleSenders++;
    try {
      // Never without a limit: that way leads through the JDK's ForkJoinPool, 3 ms to load.
      changed.await(active.size() > underWay ? LOOK_AGAIN_NANOS : IDLE_NANOS, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      // Nobody may interrupt our thread; stopped is the only way out.
    } finally {
      idleSenders--;
    }
  }

  private @Nullable Parcel nextEligible(long now) {
    // What goes to stdout need not spare the destination.
    boolean diverts = diverts(now);
    if (!diverts && !pacing.mayGo(now)) {
      return null;
    }
    for (int i = 0; i < active.size(); i++) {
      Parcel parcel = active.get(i);
      boolean waits = !parcel.underWay && !parcel.leaving;
      if (waits && (diverts || isDue(parcel, now)) && !isHeldBack(parcel, i)) {
        return parcel;
      }
    }
    return null;
  }

  private boolean isDue(Parcel parcel, long now) {
    return now - parcel.dueNanos >= 0 && deniedGroups.mayGo(parcel.group(), now);
  }

  private boolean isHeldBack(Parcel parcel, int index) {
    for (int i = 0; i < index; i++) {
      if (active.get(i).mustPrecede(parcel)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param outcomes null if the batch was not sent but goes to stdout
   */
  private void finish(Parcel parcel, @Nullable Outcomes outcomes) {
    boolean done;
    boolean divert;
    lock.lock();
    try {
      // Once stopped, the batch is somebody else's: this answer came too late to count.
      if (!stopped && outcomes != null) {
        onAnswer(parcel, outcomes);
      }
      parcel.underWay = false;
      underWay--;
      if (stopped) {
        return;
      }
      done = parcel.batch.isEmpty();
      divert = !done && diverts(clock.nanoTime());
      if (done) {
        active.remove(parcel);
      } else if (divert) {
        parcel.leaving = true;
        leaving++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (divert) {
        leave(parcel);
      }
    } finally {
      if (done || divert) {
        recycle(parcel.batch);
      }
    }
  }

  private void onAnswer(Parcel parcel, Outcomes outcomes) {
    int before = parcel.batch.size();
    Outcome.RetryLater failure = settle(parcel.batch, outcomes);
    // Less is left: the destination works, whatever it says of the rest.
    boolean progressed = parcel.batch.size() < before;
    long now = clock.nanoTime();
    if (failure == null || progressed) {
      pacing.onAccepted();
      deniedGroups.onAnswer(parcel.group());
      health = health.succeeded(clock.epochMillis());
      lastSuccessNanos = now;
    } else {
      health = health.failed(failure, clock.epochMillis());
    }
    if (failure != null) {
      parcel.failures = progressed ? 1 : parcel.failures + 1;
      onFailure(parcel, failure.cause(), now);
    }
  }

  private void leave(Parcel parcel) {
    try {
      handOver(parcel.batch);
    } finally {
      lock.lock();
      try {
        active.remove(parcel);
        leaving--;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private void onFailure(Parcel parcel, RetryCause cause, long now) {
    telemetry.countRetry();
    if (cause == RetryCause.DENIED) {
      parcel.dueNanos = pacing.onGroupDenied(parcel.failures, now);
      deniedGroups.onDenied(parcel.group(), now);
      return;
    }
    if (cause == RetryCause.THROTTLED || cause == RetryCause.CROWDED) {
      telemetry.countThrottle();
    }
    parcel.dueNanos = pacing.onFailure(parcel.failures, cause, now);
    deniedGroups.onAnswer(parcel.group());
  }

  /** Counts what has its outcome, keeps the rest; says why there is a rest, or null. */
  private Outcome.@Nullable RetryLater settle(RecordBatch batch, Outcomes outcomes) {
    int accepted = 0;
    int before = batch.size();
    Outcome.RetryLater worst = null;
    for (int i = 0; i < before; i++) {
      Outcome outcome = outcomes.at(i);
      if (outcome instanceof Outcome.Accepted) {
        accepted++;
      } else if (outcome instanceof Outcome.Rejected rejected) {
        countDropped(batch, i, rejected.reason());
      } else if (outcome instanceof Outcome.RetryLater later) {
        worst = worst == null || later.cause().compareTo(worst.cause()) > 0 ? later : worst;
      }
    }
    batch.retain(i -> outcomes.at(i) instanceof Outcome.RetryLater);
    telemetry.countDelivered(accepted);
    heldRecords.addAndGet(batch.size() - before);
    return worst;
  }

  /** Whether the batch has now had all its outcomes. */
  private boolean handOver(RecordBatch batch) {
    if (fallback instanceof Fallback.Files) {
      return false;
    }
    if (fallback instanceof Fallback.Stdout stdout) {
      int written = write(batch, stdout.lines());
      telemetry.countHandedOver(written);
      giveUp(batch, written, DropReason.STDOUT_FAILED, "stdout did not take it either");
    } else {
      giveUp(batch, 0, DropReason.SHUTDOWN, "not delivered before the end");
    }
    heldRecords.addAndGet(-batch.size());
    return true;
  }

  /** How many of the records are there now. */
  private static int write(RecordBatch batch, JsonLines lines) {
    try {
      lines.writeUnseen(batch);
      return batch.size();
    } catch (JsonLines.CutShortException e) {
      return e.written();
    }
  }

  private void giveUp(RecordBatch batch, int from, DropReason reason, String detail) {
    int size = batch.size();
    if (from < size) {
      Outcomes outcomes = Outcomes.all(size, Outcome.ACCEPTED);
      outcomes.set(from, size, new Outcome.Rejected(reason, detail));
      deadLetters.keep(batch, outcomes, telemetry);
      for (int i = from; i < size; i++) {
        countDropped(batch, i, reason);
      }
    }
  }

  private void countDropped(RecordBatch batch, int index, DropReason reason) {
    if (batch.isOwn(index)) {
      telemetry.losses().dropUntold(reason);
    } else {
      telemetry.losses().drop(reason, batch.level(index), batch.timeMillis(index));
    }
  }

  private void recycle(RecordBatch batch) {
    try {
      batch.settle();
    } finally {
      giveBack(batch);
    }
    onRoom.run();
  }

  private void giveBack(RecordBatch batch) {
    lock.lock();
    try {
      supply.giveBack(batch);
    } finally {
      lock.unlock();
    }
  }
}
