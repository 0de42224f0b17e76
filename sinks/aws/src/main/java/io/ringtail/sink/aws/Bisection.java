package io.ringtail.sink.aws;

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
public final class Bisection {
  /** Three poison records of 10,000 are found in so many; more take another send. */
  static final int MAX_REQUESTS = 96;

  private final Put put;
  private final Outcomes outcomes;
  private final List<Refused> refused = new ArrayList<>();
  private int requests;
  private boolean accepted;
  private Outcome.@Nullable RetryLater unsettled;

  /** One request. */
  @FunctionalInterface
  public interface Put {
    /**
     * Puts the records {@code from} to {@code to} (exclusive).
     *
     * @param outcomes where it sets those of the records that the service has looked at
     */
    PutResult put(int from, int to, Outcomes outcomes);
  }

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
  public static Result settle(int size, boolean provenGood, Put put) {
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
    PutResult result = put.put(from, to, outcomes);
    if (result instanceof PutResult.Settled settled) {
      accepted |= settled.accepted();
    } else if (result instanceof PutResult.NotNow notNow) {
      unsettled = notNow.why();
      outcomes.set(from, to, unsettled);
    } else if (result instanceof PutResult.BadContent bad) {
      if (to - from == 1) {
        refused.add(new Refused(from, bad.detail()));
      } else {
        int middle = (from + to) >>> 1;
        settle(from, middle);
        settle(middle, to);
      }
    }
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

  /**
   * @param accepted whether the destination took anything
   */
  public record Result(Outcomes outcomes, boolean accepted) {}

  private record Refused(int index, String detail) {}
}
