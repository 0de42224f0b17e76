package io.ringtail.node.kubernetes;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * When kubelet is asked next: at once for a pod that is not known, but not more often than its pace
 * allows; from time to time for what has changed; and ever more rarely while it fails.
 *
 * <p>Threading: safe.
 */
final class RefreshSchedule {
  /**
   * @param leastNanos between two questions
   * @param refreshNanos between an answer and the next question, where nobody is waited for
   * @param mostBackoffNanos between two questions that fail
   */
  record Pace(long leastNanos, long refreshNanos, long mostBackoffNanos) {
    static final Pace DEFAULT =
        new Pace(
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(60),
            TimeUnit.SECONDS.toNanos(60));
  }

  private final Pace pace;
  private final RandomGenerator random;
  private final WantedPods wanted = new WantedPods();
  private boolean wasAsked;
  private long askedNanos;
  private long answeredNanos;
  private int failures;
  private long backoffNanos;

  RefreshSchedule(Pace pace, RandomGenerator random) {
    this.pace = pace;
    this.random = random;
  }

  /**
   * @return whether this may have changed {@link #pauseNanos}
   */
  synchronized boolean want(PodRef pod, long nowNanos) {
    return wanted.add(pod, nowNanos) && failures == 0;
  }

  /** Nanoseconds until kubelet is to be asked; 0 and less: now. */
  synchronized long pauseNanos(long nowNanos) {
    if (!wasAsked) {
      return 0;
    }
    long sinceAnswer = nowNanos - answeredNanos;
    if (failures > 0) {
      return backoffNanos - sinceAnswer;
    }
    long pause = Math.min(pace.refreshNanos - sinceAnswer, wanted.pauseNanos(nowNanos));
    return Math.max(pause, pace.leastNanos - (nowNanos - askedNanos));
  }

  synchronized void asks(long nowNanos) {
    wasAsked = true;
    askedNanos = nowNanos;
  }

  synchronized void succeeded(long nowNanos, Predicate<PodRef> isKnown) {
    answeredNanos = nowNanos;
    failures = 0;
    wanted.answered(askedNanos, nowNanos, isKnown);
  }

  synchronized void failed(long nowNanos) {
    answeredNanos = nowNanos;
    int doublings = Math.min(failures++, 20);
    long bound = Math.min(pace.mostBackoffNanos, pace.leastNanos << doublings);
    // Half of it is drawn: a pause of nothing would be no pause.
    backoffNanos = bound / 2 + random.nextLong(bound / 2 + 1);
    backoffNanos = Math.max(backoffNanos, pace.leastNanos);
  }

  synchronized boolean isFailing() {
    return failures > 0;
  }
}
