package io.ringtail.logback;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Stops an event whose rendering logs an event whose rendering logs…, without a ThreadLocal.
 *
 * <p>A table of places, each with the id of the thread that is inside and how deep. A thread's id
 * chooses a row of {@value #PLACES_PER_ROW}; where others have all of them, it goes unguarded this
 * time.
 *
 * <p>Threading: safe, without a lock.
 */
final class ReentryGuard {
  /**
   * An argument's toString() that logs is followed; one whose own logging logs again, no further.
   */
  private static final int MAX_DEPTH = 3;

  /** As many as the eight bits of a hash that choose one. */
  private static final int ROWS = 256;

  /** Longs of a cache line: a look at all of them costs little more than a look at one. */
  private static final int PLACES_PER_ROW = 8;

  private static final int DEPTH_BITS = 8;
  private static final int DEPTH_MASK = (1 << DEPTH_BITS) - 1;

  /** Not admitted: too deep. */
  static final int TOO_DEEP = -1;

  /** Admitted, with nothing to undo. */
  static final int UNGUARDED = -2;

  private final AtomicLongArray places = new AtomicLongArray(ROWS * PLACES_PER_ROW);

  /**
   * Enters.
   *
   * @return what to give to {@link #exit}, or {@link #TOO_DEEP}: then do not enter
   */
  int enter() {
    long thread = threadId();
    int row = (int) ((thread * 0x9E3779B97F4A7C15L) >>> 56) * PLACES_PER_ROW;
    // Its own place may stand behind one that has become free since.
    for (int place = row; place < row + PLACES_PER_ROW; place++) {
      long seen = places.get(place);
      if (seen >>> DEPTH_BITS == thread) {
        return enterAgain(place, seen);
      }
    }
    for (int place = row; place < row + PLACES_PER_ROW; place++) {
      if (places.get(place) == 0 && places.compareAndSet(place, 0, (thread << DEPTH_BITS) | 1)) {
        return place;
      }
    }
    return UNGUARDED;
  }

  private int enterAgain(int place, long seen) {
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
