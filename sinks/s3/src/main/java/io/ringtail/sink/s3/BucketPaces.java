package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Pacing;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How uploads to each bucket go, and so how soon and how many at once the next may: a bucket that
 * is denied, away or throttled keeps no other waiting.
 *
 * <p>Threading: safe.
 */
final class BucketPaces {
  /** More buckets than this are remembered only while something goes wrong with them. */
  private static final int MAX_REMEMBERED = 100;

  private final int maxAtOnce;
  private final Clock clock;

  // Guarded by this.
  private final Map<String, Pace> paces = new HashMap<>();

  /** Of one bucket. */
  private static final class Pace {
    private final Pacing pacing;
    private final Set<RetryCause> failing = EnumSet.noneOf(RetryCause.class);
    private Outcome.@Nullable RetryLater lastFailure;
    private int underWay;

    Pace(Pacing pacing) {
      this.pacing = pacing;
    }
  }

  /**
   * @param maxAtOnce to one bucket, when all is well
   */
  BucketPaces(int maxAtOnce, Clock clock) {
    this.maxAtOnce = maxAtOnce;
    this.clock = clock;
  }

  /** Whether an upload to it may begin now. */
  synchronized boolean admits(String bucket) {
    Pace pace = paces.get(bucket);
    return pace == null
        || (pace.pacing.admits(pace.underWay) && pace.pacing.mayGo(clock.nanoTime()));
  }

  synchronized void begin(String bucket) {
    if (paces.size() >= MAX_REMEMBERED) {
      paces.values().removeIf(pace -> pace.underWay == 0 && pace.lastFailure == null);
    }
    paces.computeIfAbsent(bucket, this::fresh).underWay++;
  }

  private Pace fresh(String bucket) {
    return new Pace(new Pacing(maxAtOnce, clock.nanoTime()));
  }

  /**
   * The bucket has what was begun.
   *
   * @return whether it had failed before
   */
  synchronized boolean onSuccess(String bucket) {
    Pace pace = ended(bucket);
    pace.pacing.onAccepted();
    pace.lastFailure = null;
    boolean failed = !pace.failing.isEmpty();
    pace.failing.clear();
    return failed;
  }

  /**
   * What was begun has failed; the object is told when it is due again.
   *
   * @return whether the cause is new since the last success
   */
  synchronized boolean onFailure(SpooledObject object, Outcome.RetryLater later) {
    Pace pace = ended(object.bucket());
    object.failures++;
    object.dueNanos = pace.pacing.onFailure(object.failures, later.cause(), clock.nanoTime());
    pace.lastFailure = later;
    return pace.failing.add(later.cause());
  }

  private Pace ended(String bucket) {
    Pace pace = paces.computeIfAbsent(bucket, this::fresh);
    pace.underWay--;
    return pace;
  }

  /**
   * Why nothing is uploaded: of this bucket or, if that is well, of another.
   *
   * @return null if the newest attempt at each has worked
   */
  synchronized Outcome.@Nullable RetryLater lastFailure(String bucket) {
    Pace own = paces.get(bucket);
    if (own != null && own.lastFailure != null) {
      return own.lastFailure;
    }
    for (Pace pace : paces.values()) {
      if (pace.lastFailure != null) {
        return pace.lastFailure;
      }
    }
    return null;
  }
}
