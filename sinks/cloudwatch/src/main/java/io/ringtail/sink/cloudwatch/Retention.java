package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gives each log group that we have created its retention, however often that fails first; never
 * one that somebody else has made.
 *
 * <p>Where the answer to a creation was lost, the group may be ours or not: then it is looked at,
 * and is ours if it came into being while we asked for it and has no retention yet.
 *
 * <p>Threading: safe; callers wait for the service, one at a time.
 */
final class Retention {
  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MAX_DOUBLINGS = 8;

  /** By so much our time may differ from the service's: it takes no other signatures. */
  private static final long SLACK_MILLIS = TimeUnit.MINUTES.toMillis(5);

  /** A group that was missed no longer ago, and asked for, is ours also if we may not look. */
  private static final long SURE_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final LogsApi api;
  private final int days;
  private final Notices notices;
  private final Clock clock;
  private final Map<String, Debt> owed = new ConcurrentHashMap<>();
  private final ReentrantLock settling = new ReentrantLock();

  /**
   * A group that waits for its retention.
   *
   * @param certain whether it is ours; else it may be
   * @param askedMillis when we asked for it, by the service's time
   * @param answeredMillis when that had its answer, or none
   * @param failures how often its retention could not be set, or its maker not be found out
   */
  private record Debt(
      boolean certain, long askedMillis, long answeredMillis, int failures, long dueNanos) {
    boolean covers(long creationMillis) {
      return creationMillis >= askedMillis - SLACK_MILLIS
          && creationMillis <= answeredMillis + SLACK_MILLIS;
    }

    Debt failed(long nowNanos) {
      long bound = FIRST_PAUSE_NANOS << Math.min(failures, MAX_DOUBLINGS);
      long pause = ThreadLocalRandom.current().nextLong(bound / 2, bound);
      return new Debt(certain, askedMillis, answeredMillis, failures + 1, nowNanos + pause);
    }
  }

  private enum Claim {
    OURS,
    NOT_OURS,
    /** To be found out later. */
    UNKNOWN
  }

  Retention(LogsApi api, int days, Notices notices, Clock clock) {
    this.api = api;
    this.days = days;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * What CreateLogGroup has come to, for a group that a put has missed.
   *
   * @param askedMillis by the service's time
   */
  void afterCreation(String group, long askedMillis, Verdict verdict) {
    boolean certain = verdict instanceof Verdict.Done;
    boolean there = certain || (verdict instanceof Verdict.Exists exists && exists.repeated());
    if (there || mayBeDone(verdict)) {
      Debt debt = new Debt(certain, askedMillis, api.serviceMillis(), 0, clock.nanoTime());
      owed.merge(group, debt, (before, now) -> before.certain() ? before : now);
    }
    if (there) {
      settleDue();
    }
  }

  private static boolean mayBeDone(Verdict verdict) {
    return verdict instanceof Verdict.NotNow notNow && notNow.cause() == RetryCause.UNAVAILABLE;
  }

  /** Tries again what is due. Cheap where nothing is owed. */
  void settleDue() {
    if (owed.isEmpty() || !settling.tryLock()) {
      return;
    }
    try {
      for (Map.Entry<String, Debt> entry : owed.entrySet()) {
        if (clock.nanoTime() - entry.getValue().dueNanos() >= 0) {
          settle(entry.getKey(), entry.getValue());
        }
      }
    } finally {
      settling.unlock();
    }
  }

  private void settle(String group, Debt debt) {
    switch (claim(group, debt)) {
      case OURS -> set(group, debt);
      case NOT_OURS -> owed.remove(group, debt);
      case UNKNOWN -> owed.replace(group, debt, debt.failed(clock.nanoTime()));
    }
  }

  private Claim claim(String group, Debt debt) {
    if (debt.certain()) {
      return Claim.OURS;
    }
    FoundGroup.Reader reader = new FoundGroup.Reader(group);
    Verdict verdict = api.call("DescribeLogGroups", SmallBody.describeLogGroups(group), reader);
    FoundGroup found = reader.found();
    if (verdict instanceof Verdict.Done && found != null) {
      boolean ours = !found.hasRetention() && debt.covers(found.creationMillis());
      return ours ? Claim.OURS : Claim.NOT_OURS;
    }
    boolean denied =
        verdict instanceof Verdict.NotNow notNow && notNow.cause() == RetryCause.DENIED;
    if (!denied) {
      return Claim.UNKNOWN;
    }
    if (api.serviceMillis() - debt.askedMillis() <= SURE_MILLIS) {
      return Claim.OURS;
    }
    tell(
        group,
        "it may be somebody else's: the answer to its creation was lost, and"
            + " logs:DescribeLogGroups, which would tell, is denied; set it by hand");
    return Claim.NOT_OURS;
  }

  private void set(String group, Debt debt) {
    Verdict verdict = api.call("PutRetentionPolicy", SmallBody.putRetentionPolicy(group, days));
    if (verdict instanceof Verdict.Done) {
      owed.remove(group, debt);
      if (debt.failures() > 0) {
        notices.tell(
            Weight.INFO,
            "cloudwatch retention set " + group,
            "RINGTAIL_RETENTION_DAYS=" + days + " is set on log group " + group);
      }
    } else if (verdict instanceof Verdict.NotNow || isNotThereYet(verdict, debt)) {
      owed.replace(group, debt, debt.failed(clock.nanoTime()));
      if (verdict instanceof Verdict.NotNow) {
        tell(group, "tried again until it works: " + verdict);
      }
    } else {
      // Refused, or deleted meanwhile.
      owed.remove(group, debt);
      tell(group, verdict.toString());
    }
  }

  private static boolean isNotThereYet(Verdict verdict, Debt debt) {
    return verdict instanceof Verdict.Missing && !debt.certain();
  }

  private void tell(String group, String why) {
    notices.tell(
        Weight.WARNING,
        "cloudwatch retention " + group,
        "RINGTAIL_RETENTION_DAYS="
            + days
            + " is not set on the new log group "
            + group
            + ", which keeps its events for ever so: "
            + why);
  }
}
