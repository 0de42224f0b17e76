package io.ringtail.telemetry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** Passes each distinct problem on once and counts the rest. Threading: safe. */
public final class DistinctNotices implements Notices {
  /** A bound on keys, should one ever carry something that varies. */
  private static final int MAX_KEYS = 256;

  private final Map<String, LongAdder> told = new ConcurrentHashMap<>();
  private final AtomicBoolean toldFull = new AtomicBoolean();
  private final Notices next;

  public DistinctNotices(Notices next) {
    this.next = next;
  }

  @Override
  public void tell(Weight weight, String key, String text) {
    LongAdder before = told.get(key);
    if (before == null && told.size() >= MAX_KEYS) {
      tellFull();
    } else if (before == null) {
      LongAdder fresh = new LongAdder();
      before = told.putIfAbsent(key, fresh);
      if (before == null) {
        fresh.increment();
        next.tell(weight, key, text);
        return;
      }
    }
    if (before != null) {
      before.increment();
    }
  }

  private void tellFull() {
    if (toldFull.compareAndSet(false, true)) {
      next.tell(
          Weight.WARNING,
          "notices",
          MAX_KEYS + " different problems were told: others that are new are not told any more");
    }
  }

  /** How often {@code key} was told or kept back. */
  public long count(String key) {
    LongAdder count = told.get(key);
    return count == null ? 0 : count.sum();
  }
}
