package io.ringtail.telemetry;

import io.ringtail.event.Level;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts every event given up, by reason and level, for ever and since the last report.
 *
 * <p>Threading: {@link #drop} from any thread, without a lock; {@link #drain} from one thread. A
 * drop that races with a drain is told by one report or the next, never by none: both read the same
 * ever-growing counters. Allocates: nothing in {@link #drop}.
 */
public final class LossLedger {
  private static final DropReason[] REASONS = DropReason.values();
  private static final Level[] LEVELS = Level.values();

  private final LongAdder[] dropped = new LongAdder[REASONS.length * LEVELS.length];
  private final LongAdder[] untold = new LongAdder[REASONS.length];
  private final AtomicLong firstMillis = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong lastMillis = new AtomicLong(Long.MIN_VALUE);

  /** Set behind each count, and taken back before all are read: no count is missed. */
  private volatile boolean hasNews;

  /** Only the draining thread's: what has been reported of each counter. */
  private final long[] reported = new long[dropped.length];

  /** Likewise: the latest time of the last report. */
  private long lastReported;

  LossLedger() {
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = new LongAdder();
    }
    for (int i = 0; i < untold.length; i++) {
      untold[i] = new LongAdder();
    }
  }

  /** Counts one event dated {@code epochMillis}. */
  public void drop(DropReason reason, Level level, long epochMillis) {
    // Times first: a drain that sees the count then sees its time too.
    if (epochMillis < firstMillis.get()) {
      firstMillis.accumulateAndGet(epochMillis, Math::min);
    }
    if (epochMillis > lastMillis.get()) {
      lastMillis.accumulateAndGet(epochMillis, Math::max);
    }
    dropped[index(reason, level)].increment();
    if (!hasNews) {
      hasNews = true;
    }
  }

  /**
   * Counts a record of our own, a loss record as a rule. It is not reported in turn: a destination
   * that refuses our reports would otherwise make us write them for ever.
   */
  public void dropUntold(DropReason reason) {
    untold[reason.ordinal()].increment();
  }

  /** All events ever given up for {@code reason}. */
  public long dropped(DropReason reason) {
    long sum = untold[reason.ordinal()].sum();
    for (Level level : LEVELS) {
      sum += dropped(reason, level);
    }
    return sum;
  }

  public long dropped(DropReason reason, Level level) {
    return dropped[index(reason, level)].sum();
  }

  public long dropped() {
    long sum = 0;
    for (DropReason reason : REASONS) {
      sum += dropped(reason);
    }
    return sum;
  }

  /** Whether {@link #drain} has something to tell; it walks over all counters, this does not. */
  public boolean hasNews() {
    return hasNews;
  }

  /** What was given up since the last call, or null if nothing was. */
  public @Nullable Losses drain() {
    hasNews = false;
    Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
    Map<String, Long> byLevel = new LinkedHashMap<>();
    for (int level = LEVELS.length - 1; level >= 0; level--) {
      for (DropReason reason : REASONS) {
        int index = index(reason, LEVELS[level]);
        long now = dropped[index].sum();
        long since = now - reported[index];
        if (since > 0) {
          reported[index] = now;
          byReason.merge(reason, since, Long::sum);
          byLevel.merge(LEVELS[level].name(), since, Long::sum);
        }
      }
    }
    if (byReason.isEmpty()) {
      return null;
    }
    long first = firstMillis.getAndSet(Long.MAX_VALUE);
    long last = lastMillis.getAndSet(Long.MIN_VALUE);
    // An earlier report may have taken the time of a drop that was only counted now.
    last = last == Long.MIN_VALUE ? (first == Long.MAX_VALUE ? lastReported : first) : last;
    first = first == Long.MAX_VALUE ? last : first;
    lastReported = last;
    return new Losses(byReason, byLevel, Math.min(first, last), last);
  }

  private static int index(DropReason reason, Level level) {
    return reason.ordinal() * LEVELS.length + level.ordinal();
  }
}
