package io.ringtail.sink.opensearch;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the records of one batch, all at once; where that is too much, or their content makes the
 * whole unreadable, halves them until those to blame are alone.
 *
 * <p>A record is refused only by a destination that has taken another one: where everything is
 * refused, the fault may be in what all of them share, a mapping say, and all records are kept.
 *
 * <p>Threading: one send.
 */
final class Splitting {
  /** Three poison records of 20,000 are found in so many; more take another send. */
  static final int MAX_REQUESTS = 96;

  /** Sends the records {@code from} to {@code to} (exclusive). */
  interface Bulk {
    Verdict send(int from, int to);
  }

  private final Bulk bulk;
  private final Outcomes outcomes;
  private final List<Integer> refused = new ArrayList<>();
  private int requests;
  private boolean accepted;
  private @Nullable Outcome unsettled;

  private Splitting(Bulk bulk, int size) {
    this.bulk = bulk;
    Outcome open =
        new Outcome.RetryLater(
            RetryCause.UNAVAILABLE,
            "looking for refused records, " + MAX_REQUESTS + " requests at a time");
    this.outcomes = Outcomes.all(size, open);
  }

  /**
   * @param provenGood whether the destination has taken records before
   */
  static Result settle(int size, boolean provenGood, Bulk bulk) {
    Splitting splitting = new Splitting(bulk, size);
    splitting.settle(0, size);
    if (!splitting.accepted && !provenGood) {
      splitting.keepRefused();
    }
    return new Result(splitting.outcomes, splitting.accepted);
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
    Verdict verdict = bulk.send(from, to);
    if (verdict instanceof Verdict.Judged judged) {
      accepted |= judged.accepted();
      take(from, to, judged.outcomes());
    } else if (verdict instanceof Verdict.TooLarge large) {
      halve(from, to, large.detail());
    } else if (verdict instanceof Verdict.BadContent bad) {
      halve(from, to, bad.detail());
    } else {
      unsettled =
          verdict instanceof Verdict.NotNow notNow
              ? new Outcome.RetryLater(notNow.cause(), notNow.detail())
              : new Outcome.RetryLater(RetryCause.UNAVAILABLE, verdict.toString());
      outcomes.set(from, to, unsettled);
    }
  }

  private void take(int from, int to, Outcomes judged) {
    outcomes.set(from, to, Outcome.ACCEPTED);
    for (int i = from; i < to; i++) {
      Outcome outcome = judged.at(i - from);
      if (!(outcome instanceof Outcome.Accepted)) {
        set(i, outcome);
      }
    }
  }

  private void halve(int from, int to, String detail) {
    if (to - from == 1) {
      set(from, new Outcome.Rejected(DropReason.REFUSED, detail));
    } else {
      int middle = (from + to) >>> 1;
      settle(from, middle);
      settle(middle, to);
    }
  }

  private void set(int index, Outcome outcome) {
    outcomes.set(index, index + 1, outcome);
    if (outcome instanceof Outcome.Rejected) {
      refused.add(index);
    }
  }

  private void keepRefused() {
    for (int index : refused) {
      if (outcomes.at(index) instanceof Outcome.Rejected rejected) {
        outcomes.set(
            index,
            index + 1,
            new Outcome.RetryLater(
                RetryCause.DENIED, "nothing was accepted so far: " + rejected.detail()));
      }
    }
  }

  /**
   * @param accepted whether the destination took anything
   */
  record Result(Outcomes outcomes, boolean accepted) {}
}
