package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.BatchPool;
import io.ringtail.batch.RecordBatch;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Takes sealed batches to the sink until every record has had its outcome.
 *
 * <p>Several batches may be under way at once, as many as the {@link SendWindow} admits; one that
 * shares a millisecond with an earlier one of its stream waits for that. What the sink wants later
 * is sent again, without end, with {@link Backoff}. The number of batches is fixed: while all are
 * under way, {@link #tryTake} gives none, and the ring fills.
 *
 * <p>Threading: one lock for everything below, held briefly and never during a send or a write. The
 * consumer and the senders take it; the program's threads never do.
 */
public final class Delivery implements BatchPool {
  private static final Backoff PAUSE = new Backoff(100, 20_000);
  private static final Backoff DENIED_PAUSE = new Backoff(1_000, 30_000);

  /** A wait is cut into pieces of this length, since a test's clock does not wake anybody. */
  private static final long LOOK_AGAIN_NANOS = 50_000_000;

  private final BatchLimits limits;
  private final int maxBatches;
  private final Clock clock;
  private final Telemetry telemetry;
  private final SinkHandle sink;
  private final JsonLines stdout;
  private final Runnable onRoom;
  private final SenderThreads threads;
  private final RandomGenerator random = new SplittableRandom();
  private final AtomicLong heldRecords = new AtomicLong();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // Guarded by lock.
  private final ArrayDeque<RecordBatch> free = new ArrayDeque<>();
  private final List<Parcel> active = new ArrayList<>();
  private final SendWindow window;
  private final DenialGate denials = new DenialGate();
  private int batches;
  private int underWay;
  private int idleSenders;
  private int failuresInRow;
  private long notBeforeNanos;
  private long lastShrinkNanos;
  private long nextId;
  private boolean stopped;

  /**
   * @param maxBatches batches that may exist at once, the open one and its spare included
   * @param onRoom told, on a sender, when a batch has become free
   */
  public Delivery(
      BatchLimits limits,
      int maxBatches,
      int maxConcurrentSends,
      SinkHandle sink,
      JsonLines stdout,
      Telemetry telemetry,
      Clock clock,
      Runnable onRoom) {
    this.limits = limits;
    this.maxBatches = maxBatches;
    this.sink = sink;
    this.stdout = stdout;
    this.telemetry = telemetry;
    this.clock = clock;
    this.onRoom = onRoom;
    this.window = new SendWindow(maxConcurrentSends);
    this.threads = new SenderThreads(maxConcurrentSends, this::sendUntilStopped);
    this.notBeforeNanos = clock.nanoTime();
    this.lastShrinkNanos = notBeforeNanos;
    telemetry.holdsEvents(heldRecords::get);
  }

  @Override
  public @Nullable RecordBatch tryTake() {
    lock.lock();
    try {
      RecordBatch batch = free.poll();
      if (batch == null && batches < maxBatches) {
        batches++;
        batch = new RecordBatch(limits);
      }
      return batch;
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
        if (idleSenders == 0) {
          threads.startOne();
        }
        changed.signal();
        return;
      }
    } finally {
      lock.unlock();
    }
    handOver(batch);
    recycle(batch);
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
   * Waits until the first {@code count} batches have had all their outcomes.
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
   * Ends all sending. What has no outcome yet goes to stdout, and so does what is submitted from
   * now on. A record whose answer was still awaited may so exist twice, but in no case nowhere.
   */
  public void stop() {
    List<Parcel> left;
    lock.lock();
    try {
      stopped = true;
      left = new ArrayList<>(active);
      active.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    sink.close();
    for (Parcel parcel : left) {
      handOver(parcel.batch);
    }
  }

  private void sendUntilStopped() {
    Parcel parcel = takeNext();
    while (parcel != null) {
      Outcomes outcomes = null;
      if (!isDiverted()) {
        telemetry.countSend(parcel.batch.remainingBytes());
        outcomes = sink.send(parcel.batch);
      }
      finish(parcel, outcomes);
      parcel = takeNext();
    }
  }

  private boolean isDiverted() {
    lock.lock();
    try {
      return denials.divertsNow(clock.nanoTime());
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a batch that may go now; null when there will be none any more. */
  private @Nullable Parcel takeNext() {
    lock.lock();
    try {
      while (!stopped) {
        Parcel parcel = window.admits(underWay) ? nextEligible(clock.nanoTime()) : null;
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
      if (active.size() > underWay) {
        changed.await(LOOK_AGAIN_NANOS, TimeUnit.NANOSECONDS);
      } else {
        changed.await();
      }
    } catch (InterruptedException e) {
      // Nobody may interrupt our thread; stopped is the only way out.
    } finally {
      idleSenders--;
    }
  }

  private @Nullable Parcel nextEligible(long now) {
    if (now - notBeforeNanos < 0) {
      return null;
    }
    for (int i = 0; i < active.size(); i++) {
      Parcel parcel = active.get(i);
      if (!parcel.underWay && now - parcel.dueNanos >= 0 && !isHeldBack(parcel, i)) {
        return parcel;
      }
    }
    return null;
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
      parcel.underWay = false;
      underWay--;
      if (stopped) {
        // stop() has taken the batch over; this answer came too late to count.
        return;
      }
      RetryCause cause = outcomes == null ? null : settle(parcel.batch, outcomes);
      pace(parcel, outcomes, cause);
      done = parcel.batch.isEmpty();
      divert = !done && denials.divertsNow(clock.nanoTime());
      if (done || divert) {
        active.remove(parcel);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (divert) {
      handOver(parcel.batch);
    }
    if (done || divert) {
      recycle(parcel.batch);
    }
  }

  /** Counts what has its outcome, keeps the rest; says why there is a rest, or null. */
  private @Nullable RetryCause settle(RecordBatch batch, Outcomes outcomes) {
    int accepted = 0;
    int before = batch.size();
    RetryCause worst = null;
    for (int i = 0; i < before; i++) {
      Outcome outcome = outcomes.at(i);
      if (outcome instanceof Outcome.Accepted) {
        accepted++;
      } else if (outcome instanceof Outcome.Rejected rejected) {
        countDropped(batch, i, rejected.reason());
      } else if (outcome instanceof Outcome.RetryLater later) {
        worst = worst == null || later.cause().compareTo(worst) > 0 ? later.cause() : worst;
      }
    }
    batch.retain(i -> outcomes.at(i) instanceof Outcome.RetryLater);
    telemetry.countDelivered(accepted);
    heldRecords.addAndGet(batch.size() - before);
    return worst;
  }

  /** Decides how soon this batch and the others go on. */
  private void pace(Parcel parcel, @Nullable Outcomes outcomes, @Nullable RetryCause cause) {
    if (outcomes == null) {
      return;
    }
    long now = clock.nanoTime();
    if (cause == null) {
      failuresInRow = 0;
      denials.onAnswer();
      window.onAccepted();
      return;
    }
    failuresInRow++;
    parcel.failures++;
    telemetry.countRetry();
    Backoff pause = cause == RetryCause.DENIED ? DENIED_PAUSE : PAUSE;
    parcel.dueNanos = now + pause.pauseNanos(parcel.failures, random);
    if (cause == RetryCause.DENIED) {
      denials.onDenied(now);
    } else {
      denials.onAnswer();
    }
    if (cause == RetryCause.THROTTLED) {
      telemetry.countThrottle();
    }
    // One failed send may be chance; a throttle, or a second one, concerns all that follow.
    if (cause == RetryCause.THROTTLED || failuresInRow > 1) {
      notBeforeNanos = now + pause.pauseNanos(failuresInRow, random);
      shrinkWindow(now);
    }
  }

  // Sends that were under way together fail together: they shrink the window once.
  private void shrinkWindow(long now) {
    if (now - lastShrinkNanos > 100_000_000L) {
      lastShrinkNanos = now;
      window.onThrottled();
    }
  }

  private void handOver(RecordBatch batch) {
    try {
      stdout.write(batch);
      telemetry.countHandedOver(batch.size());
    } catch (IOException e) {
      for (int i = 0; i < batch.size(); i++) {
        countDropped(batch, i, DropReason.SHUTDOWN);
      }
    }
    heldRecords.addAndGet(-batch.size());
  }

  private void countDropped(RecordBatch batch, int index, DropReason reason) {
    if (batch.isOwn(index)) {
      telemetry.losses().dropUntold(reason);
    } else {
      telemetry.losses().drop(reason, batch.level(index), batch.timeMillis(index));
    }
  }

  private void recycle(RecordBatch batch) {
    batch.clear();
    lock.lock();
    try {
      free.add(batch);
    } finally {
      lock.unlock();
    }
    onRoom.run();
  }
}
