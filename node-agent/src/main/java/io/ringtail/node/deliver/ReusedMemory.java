package io.ringtail.node.deliver;

import io.ringtail.batch.BatchMemory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The bytes of batches, used again and again: what a busy node sends in a second would otherwise
 * live just long enough to be garbage in the old generation, whose collection costs more than
 * reading and sending together.
 *
 * <p>Threading: safe.
 */
final class ReusedMemory implements BatchMemory {
  /** Up to so many times what is asked for is taken before there is a new one. */
  private static final int MOST_TIMES_ASKED = 2;

  private final NavigableMap<Integer, Deque<Idle>> bySize = new TreeMap<>();
  private long idleBytes;
  private long returned;

  private static final class Idle {
    private final byte[] array;

    /** How many were given back before it. */
    private final long since;

    Idle(byte[] array, long since) {
      this.array = array;
      this.since = since;
    }
  }

  @Override
  public synchronized byte[] take(int bytes) {
    for (Deque<Idle> each : bySize.subMap(bytes, MOST_TIMES_ASKED * bytes).values()) {
      Idle newest = each.pollLast();
      if (newest != null) {
        idleBytes -= newest.array.length;
        return newest.array;
      }
    }
    return new byte[bytes];
  }

  @Override
  public synchronized void giveBack(byte[] array) {
    if (array.length > 0) {
      bySize
          .computeIfAbsent(array.length, size -> new ArrayDeque<>())
          .addLast(new Idle(array, returned++));
      idleBytes += array.length;
    }
  }

  /** Lets go of what was not needed for the longest time, until no more is idle than that. */
  synchronized void shrinkTo(long maxBytes) {
    while (idleBytes > maxBytes) {
      Deque<Idle> oldest = oldest();
      idleBytes -= oldest.removeFirst().array.length;
    }
  }

  private Deque<Idle> oldest() {
    Deque<Idle> oldest = new ArrayDeque<>();
    for (Iterator<Deque<Idle>> all = bySize.values().iterator(); all.hasNext(); ) {
      Deque<Idle> each = all.next();
      if (each.isEmpty()) {
        all.remove();
      } else if (oldest.isEmpty() || each.getFirst().since < oldest.getFirst().since) {
        oldest = each;
      }
    }
    return oldest;
  }
}
