package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Outcome LATER = new Outcome.RetryLater(RetryCause.UNAVAILABLE, "x");

  @Test
  void areTheSameForAllUntilSomeDiffer() {
    Outcomes outcomes = Outcomes.all(3, Outcome.ACCEPTED);
    assertThat(outcomes.at(2)).isEqualTo(Outcome.ACCEPTED);

    outcomes.set(1, 2, LATER);

    assertThat(outcomes.at(0)).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcomes.at(1)).isEqualTo(LATER);
    assertThat(outcomes.at(2)).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void rangesBeyondTheEndsAreCut() {
    Outcomes outcomes = Outcomes.all(3, Outcome.ACCEPTED);
    outcomes.set(-5, 1, LATER);
    assertThat(outcomes.at(0)).isEqualTo(LATER);
    assertThat(outcomes.at(1)).isEqualTo(Outcome.ACCEPTED);

    outcomes.set(-1, 9, LATER);
    assertThat(outcomes.at(2)).isEqualTo(LATER);
    outcomes.set(2, 2, Outcome.ACCEPTED);
    assertThat(outcomes.at(2)).isEqualTo(LATER);
  }
}
