package io.ringtail.console.search;

import java.util.concurrent.TimeUnit;

/**
 * How fast the index gets on, and so how long a sender should wait for it.
 *
 * <p>Threading: one thread writes, any may ask.
 */
final class IndexPace {
  /** What may wait for the index, by the time that it will take. */
  static final long MAX_BACKLOG_MILLIS = 1_000;

  private static final double FIRST_NANOS_PER_EVENT = 50_000;

  /** Long enough that a buffer's being written is spread over the events that have filled it. */
  private static final double MEMORY_EVENTS = 150_000;

  private static final double MAX_WEIGHT = 0.5;

  private volatile double nanosPerEvent = FIRST_NANOS_PER_EVENT;

  void indexed(long events, long nanos) {
    if (events > 0) {
      // By events: a batch of one is dear, and says little of those of thousands.
      double weight = Math.min(MAX_WEIGHT, events / MEMORY_EVENTS);
      double before = nanosPerEvent;
      nanosPerEvent = before + weight * ((double) nanos / events - before);
    }
  }

  /** 0 where the backlog is within its bound. */
  long holdMillis(long backlogEvents) {
    double backlogMillis = backlogEvents * nanosPerEvent / TimeUnit.MILLISECONDS.toNanos(1);
    return (long) Math.max(0, backlogMillis - MAX_BACKLOG_MILLIS);
  }
}
