package io.ringtail.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Passes each distinct problem on once and counts the rest. Threading: safe. */
public final class DistinctNotices implements Notices {
  /** A bound on keys, should one ever carry something that varies. */
  private static final int MAX_KEYS = 256;

  private static final String FULL = "notices";

  // AtomicLong, here and below: others have VarHandles, a millisecond where a program starts.
  private final Map<String, AtomicLong> told = new ConcurrentHashMap<>();
  private final Notices next;

  public DistinctNotices(Notices next) {
    this.next = next;
  }

  @Override
  public void tell(Weight weight, String key, String text) {
    AtomicLong before = told.get(key);
    if (before != null) {
      before.incrementAndGet();
    } else if (told.size() >= MAX_KEYS) {
      tellOnce(
          Weight.WARNING,
          FULL,
          MAX_KEYS + " different problems were told: others that are new are not told any more");
    } else {
      tellOnce(weight, key, text);
    }
  }

  private void tellOnce(Weight weight, String key, String text) {
    AtomicLong before = told.putIfAbsent(key, new AtomicLong(1));
    if (before == null) {
      next.tell(weight, key, text);
    } else {
      before.incrementAndGet();
    }
  }

  /** How often {@code key} was told or kept back. */
  public long count(String key) {
    AtomicLong count = told.get(key);
    return count == null ? 0 : count.get();
  }
}
