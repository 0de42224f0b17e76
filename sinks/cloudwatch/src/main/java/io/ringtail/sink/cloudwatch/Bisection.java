package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the records of one batch, all at once; where their content is refused, halves them until
 * those to blame are alone.
 *
 * <p>A record is blamed only by a destination that has taken another one: where everything is
 * refused, the fault may be in what all requests share, and all records are kept.
 *
 * <p>Threading: one send.
 */
final class Bisection {
  /** Three poison records of 10,000 are found in so many; more take another send. */
  static final int MAX_REQUESTS = 96;

  private static final String TOO_OLD = "more than 14 days old";
  private static final String EXPIRED = "older than the retention of the log group";
  private static final String TOO_NEW = "more than 2 hours in the future: is the clock right?";

  /** Puts the records {@code from} to {@code to} (exclusive). */
  interface Put {
    Verdict put(int from, int to);
  }

  private final Put put;
  private final Outcomes outcomes;
  private final List<Refused> refused = new ArrayList<>();
  private int requests;
  private boolean accepted;
  private @Nullable Outcome unsettled;

  private Bisection(Put put, int size) {
    this.put = put;
    Outcome open =
        new Outcome.RetryLater(
            RetryCause.UNAVAILABLE,
            "looking for refused records, " + MAX_REQUESTS + " requests at a time");
    this.outcomes = Outcomes.all(size, open);
  }

  /**
   * @param provenGood whether the destination has taken records before
   */
  static Result settle(int size, boolean provenGood, Put put) {
    Bisection bisection = new Bisection(put, size);
    bisection.settle(0, size);
    bisection.blame(provenGood);
    return new Result(bisection.outcomes, bisection.accepted);
  }

  private void settle(int from, int to) {
    if (unsettled != null) {
      outcomes.set(from, to, unsettled);
      return;
    }
    if (from == to || requests == MAX_REQUESTS) {
      return;
    }
    requests++;
    Verdict verdict = put.put(from, to);
    if (verdict instanceof Verdict.Done done) {
      accepted = true;
      outcomes.set(from, to, Outcome.ACCEPTED);
      markRejected(from, to, done.rejected());
    } else if (verdict instanceof Verdict.BadContent bad) {
      if (to - from == 1) {
        refused.add(new Refused(from, bad.detail()));
      } else {
        int middle = (from + to) >>> 1;
        settle(from, middle);
        settle(middle, to);
      }
    } else {
      unsettled = later(verdict);
      outcomes.set(from, to, unsettled);
    }
  }

  private void markRejected(int from, int to, RejectedEvents rejected) {
    if (rejected.tooOldEnd() > 0) {
      mark(from, Math.min(to, from + rejected.tooOldEnd()), DropReason.TOO_OLD, TOO_OLD);
    }
    if (rejected.expiredEnd() > 0) {
      mark(from, Math.min(to, from + rejected.expiredEnd()), DropReason.EXPIRED, EXPIRED);
    }
    if (rejected.tooNewStart() >= 0) {
      mark(Math.min(to, from + rejected.tooNewStart()), to, DropReason.TOO_NEW, TOO_NEW);
    }
  }

  private void mark(int from, int to, DropReason reason, String detail) {
    outcomes.set(from, to, new Outcome.Rejected(reason, detail));
  }

  private void blame(boolean provenGood) {
    for (Refused record : refused) {
      Outcome outcome =
          accepted || provenGood
              ? new Outcome.Rejected(DropReason.REFUSED, record.detail())
              : new Outcome.RetryLater(
                  RetryCause.DENIED, "nothing was accepted so far: " + record.detail());
      outcomes.set(record.index(), record.index() + 1, outcome);
    }
  }

  private static Outcome later(Verdict verdict) {
    return verdict instanceof Verdict.NotNow notNow
        ? new Outcome.RetryLater(notNow.cause(), notNow.detail())
        : new Outcome.RetryLater(RetryCause.UNAVAILABLE, verdict.toString());
  }

  /**
   * @param accepted whether the destination took anything
   */
  record Result(Outcomes outcomes, boolean accepted) {}

  private record Refused(int index, String detail) {}
}
