package io.ringtail.sink.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.telemetry.DropReason;
import org.junit.jupiter.api.Test;

class RejectedEventsTest {

  @Test
  void eventsThatTheServiceLeftOutAreRejectedWithTheirReason() {
    Outcomes outcomes = Outcomes.all(10, Outcome.ACCEPTED);
    new RejectedEvents(2, 4, 9).mark(0, 10, outcomes);

    assertReason(outcomes, 1, DropReason.EXPIRED);
    assertReason(outcomes, 3, DropReason.EXPIRED);
    assertThat(outcomes.at(4)).isEqualTo(Outcome.ACCEPTED);
    assertThat(outcomes.at(8)).isEqualTo(Outcome.ACCEPTED);
    assertReason(outcomes, 9, DropReason.TOO_NEW);
  }

  @Test
  void indexesAreThoseOfTheRequest() {
    Outcomes outcomes = Outcomes.all(10, Outcome.ACCEPTED);
    new RejectedEvents(2, -1, 4).mark(3, 8, outcomes);

    assertThat(outcomes.at(2)).isEqualTo(Outcome.ACCEPTED);
    assertReason(outcomes, 4, DropReason.TOO_OLD);
    assertThat(outcomes.at(5)).isEqualTo(Outcome.ACCEPTED);
    assertReason(outcomes, 7, DropReason.TOO_NEW);
    assertThat(outcomes.at(8)).isEqualTo(Outcome.ACCEPTED);
  }

  @Test
  void indexesOutsideOfTheRequestDoNoHarm() {
    Outcomes outcomes = Outcomes.all(3, Outcome.ACCEPTED);
    new RejectedEvents(0, 99, 77).mark(0, 3, outcomes);

    assertReason(outcomes, 2, DropReason.EXPIRED);
  }

  private static void assertReason(Outcomes outcomes, int index, DropReason reason) {
    assertThat(outcomes.at(index))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, out -> assertThat(out.reason()).isEqualTo(reason));
  }
}
