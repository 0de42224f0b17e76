package io.ringtail.node.deliver;

import io.ringtail.batch.BatchMemory;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
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
  /** An array of so many times the bytes that are asked for is too good for them. */
  private static final int TOO_MANY_TIMES = 2;

  /** No size without any. */
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
    Map.Entry<Integer, Deque<Idle>> fitting = bySize.ceilingEntry(bytes);
    return fitting == null || isTooGood(fitting.getKey(), bytes)
        ? new byte[bytes]
        : takeOf(fitting);
  }

  /**
   * What is there, for so many bytes: enough for them, or else as many as there are at once, which
   * is better than to grow from nothing.
   *
   * @return of no length if nothing is there
   */
  synchronized byte[] takeIdle(int bytes) {
    Map.Entry<Integer, Deque<Idle>> fitting = bySize.ceilingEntry(bytes);
    if (fitting == null || isTooGood(fitting.getKey(), bytes)) {
      fitting = bySize.floorEntry(bytes);
    }
    return fitting == null ? new byte[0] : takeOf(fitting);
  }

  private static boolean isTooGood(int idle, int bytes) {
    return idle / TOO_MANY_TIMES >= bytes;
  }

  private byte[] takeOf(Map.Entry<Integer, Deque<Idle>> size) {
    byte[] newest = size.getValue().removeLast().array;
    if (size.getValue().isEmpty()) {
      bySize.remove(size.getKey());
    }
    idleBytes -= newest.length;
    return newest;
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
      Map.Entry<Integer, Deque<Idle>> oldest = oldest();
      idleBytes -= oldest.getValue().removeFirst().array.length;
      if (oldest.getValue().isEmpty()) {
        bySize.remove(oldest.getKey());
      }
    }
  }

  private Map.Entry<Integer, Deque<Idle>> oldest() {
    return Collections.min(
        bySize.entrySet(), Comparator.comparingLong(size -> size.getValue().getFirst().since));
  }
}
