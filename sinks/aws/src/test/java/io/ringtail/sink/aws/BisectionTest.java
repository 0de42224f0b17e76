package io.ringtail.sink.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.telemetry.DropReason;
import java.util.BitSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BisectionTest {
  private static final PutResult BAD = new PutResult.BadContent("poison");

  private final BitSet taken = new BitSet();
  private int requests;

  @Test
  void aBatchWithoutPoisonIsOneRequest() {
    Outcomes outcomes = settle(10_000, Set.of(), false);

    assertThat(requests).isEqualTo(1);
    assertThat(outcomes.at(9_999)).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void poisonIsIsolatedAndTheRestTakenOnce() {
    Outcomes outcomes = settle(10_000, Set.of(0, 5_000, 9_999), false);

    for (int i = 0; i < 10_000; i++) {
      if (i == 0 || i == 5_000 || i == 9_999) {
        assertThat(outcomes.at(i)).isEqualTo(new Outcome.Rejected(DropReason.REFUSED, "poison"));
      } else {
        assertThat(outcomes.at(i)).isEqualTo(Outcome.ACCEPTED);
      }
    }
    assertThat(taken.cardinality()).isEqualTo(9_997);
  }

  @Test
  void aBatchThatIsAllPoisonDoesNotHammerTheService() {
    Outcomes outcomes =
        Bisection.settle(
                10_000,
                true,
                (from, to, each) -> {
                  requests++;
                  return BAD;
                })
            .outcomes();

    assertThat(requests).isEqualTo(Bisection.MAX_REQUESTS);
    assertThat(outcomes.at(0)).isInstanceOf(Outcome.Rejected.class);
    assertThat(outcomes.at(9_999)).isInstanceOf(Outcome.RetryLater.class);
  }

  @Test
  void noRecordIsBlamedWhereNothingWasEverTaken() {
    Outcomes outcomes = Bisection.settle(3, false, (from, to, each) -> BAD).outcomes();

    for (int i = 0; i < 3; i++) {
      assertThat(outcomes.at(i))
          .isInstanceOfSatisfying(
              Outcome.RetryLater.class,
              later -> assertThat(later.cause()).isEqualTo(RetryCause.DENIED));
    }
  }

  @Test
  void aThrottleInTheMiddleLeavesOnlyTheUnsettled() {
    Outcomes outcomes =
        Bisection.settle(
                8,
                false,
                (from, to, each) -> {
                  if (from >= 4) {
                    return new PutResult.NotNow(
                        new Outcome.RetryLater(RetryCause.THROTTLED, "slow"));
                  }
                  return from <= 3 && to > 3 ? BAD : take(from, to, each);
                })
            .outcomes();

    assertThat(outcomes.at(0)).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcomes.at(2)).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcomes.at(3)).isInstanceOf(Outcome.Rejected.class);
    for (int i = 4; i < 8; i++) {
      assertThat(outcomes.at(i)).isEqualTo(new Outcome.RetryLater(RetryCause.THROTTLED, "slow"));
    }
  }

  @Test
  void anEmptyBatchNeedsNoRequest() {
    assertThat(settle(0, Set.of(), false).size()).isZero();
    assertThat(requests).isZero();
  }

  private Outcomes settle(int size, Set<Integer> poison, boolean provenGood) {
    return Bisection.settle(
            size,
            provenGood,
            (from, to, each) -> {
              requests++;
              return poison.stream().anyMatch(i -> i >= from && i < to)
                  ? BAD
                  : take(from, to, each);
            })
        .outcomes();
  }

  private PutResult take(int from, int to, Outcomes outcomes) {
    for (int i = from; i < to; i++) {
      assertThat(taken.get(i)).as("sent twice: " + i).isFalse();
    }
    taken.set(from, to);
    outcomes.set(from, to, Outcome.ACCEPTED);
    return new PutResult.Settled(true);
  }
}
