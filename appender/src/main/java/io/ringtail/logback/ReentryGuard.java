package io.ringtail.logback;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Stops an event whose rendering logs an event whose rendering logs…, without a ThreadLocal.
 *
 * <p>A table of places, each with the id of the thread that is inside and how deep. Two threads
 * that share a place are not in each other's way: the second goes unguarded this time. A recursion
 * meets a free place soon enough.
 *
 * <p>Threading: safe, without a lock.
 */
final class ReentryGuard {
  /**
   * An argument's toString() that logs is followed; one whose own logging logs again, no further.
   */
  private static final int MAX_DEPTH = 3;

  /** As many as the eight bits of a hash that choose one. */
  private static final int PLACES = 256;

  /** Longs per place: one cache line each. */
  private static final int STRIDE = 8;

  private static final int DEPTH_BITS = 8;
  private static final int DEPTH_MASK = (1 << DEPTH_BITS) - 1;

  /** Not admitted: too deep. */
  static final int TOO_DEEP = -1;

  /** Admitted, with nothing to undo. */
  static final int UNGUARDED = -2;

  private final AtomicLongArray places = new AtomicLongArray(PLACES * STRIDE);

  /**
   * Enters.
   *
   * @return what to give to {@link #exit}, or {@link #TOO_DEEP}: then do not enter
   */
  int enter() {
    long thread = threadId();
    int place = (int) ((thread * 0x9E3779B97F4A7C15L) >>> 56) * STRIDE;
    long seen = places.get(place);
    if (seen == 0) {
      return places.compareAndSet(place, 0, (thread << DEPTH_BITS) | 1) ? place : UNGUARDED;
    }
    if (seen >>> DEPTH_BITS != thread) {
      return UNGUARDED;
    }
    if ((seen & DEPTH_MASK) >= MAX_DEPTH) {
      return TOO_DEEP;
    }
    places.lazySet(place, seen + 1);
    return place;
  }

  /** Leaves what {@link #enter} admitted. */
  void exit(int token) {
    if (token >= 0) {
      long seen = places.get(token);
      places.lazySet(token, (seen & DEPTH_MASK) == 1 ? 0 : seen - 1);
    }
  }

  // Thread.threadId() is newer than what we compile for.
  @SuppressWarnings("deprecation")
  private static long threadId() {
    return Thread.currentThread().getId();
  }
}
