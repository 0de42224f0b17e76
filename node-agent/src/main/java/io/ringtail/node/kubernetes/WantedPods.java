package io.ringtail.node.kubernetes;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Whom kubelet should be asked about, and when. Who is unknown to it is asked for again after 1, 2,
 * 4 ... 32 s, and then not for 10 minutes; the regular refresh may bring him all the same.
 *
 * <p>Threading: whoever holds the lock of {@link RefreshSchedule}.
 */
final class WantedPods {
  static final int MAX_WANTED = 4_096;
  private static final int MAX_ATTEMPTS = 6;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long GIVEN_UP_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** No pod is waited for. */
  static final long NEVER = Long.MAX_VALUE;

  private final Map<PodRef, Wanted> wanted = new LinkedHashMap<>();

  private static final class Wanted {
    long dueNanos;
    int attempts;

    Wanted(long dueNanos) {
      this.dueNanos = dueNanos;
    }

    boolean isGivenUp() {
      return attempts >= MAX_ATTEMPTS;
    }
  }

  /**
   * @return whether this is news
   */
  boolean add(PodRef pod, long nowNanos) {
    if (wanted.containsKey(pod)) {
      return false;
    }
    // Above the bound, the regular refresh has to do.
    return wanted.size() < MAX_WANTED && wanted.put(pod, new Wanted(nowNanos)) == null;
  }

  /** Nanoseconds from {@code nowNanos} until kubelet should be asked; {@link #NEVER} if not. */
  long pauseNanos(long nowNanos) {
    long pause = NEVER;
    for (Wanted one : wanted.values()) {
      if (!one.isGivenUp()) {
        pause = Math.min(pause, Math.max(0, one.dueNanos - nowNanos));
      }
    }
    return pause;
  }

  /**
   * Kubelet has answered.
   *
   * @param askedNanos when it was asked: who was wanted later is still to be asked for
   */
  void answered(long askedNanos, long nowNanos, Predicate<PodRef> isKnown) {
    for (Iterator<Map.Entry<PodRef, Wanted>> each = wanted.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<PodRef, Wanted> entry = each.next();
      Wanted one = entry.getValue();
      boolean isOver = one.isGivenUp() && nowNanos - one.dueNanos >= 0;
      if (isOver || isKnown.test(entry.getKey())) {
        each.remove();
      } else if (!one.isGivenUp() && one.dueNanos - askedNanos <= 0) {
        one.dueNanos = nowNanos + (FIRST_PAUSE_NANOS << one.attempts++);
        if (one.isGivenUp()) {
          one.dueNanos = nowNanos + GIVEN_UP_NANOS;
        }
      }
    }
  }
}
