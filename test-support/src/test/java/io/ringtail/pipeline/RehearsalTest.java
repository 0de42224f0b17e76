package io.ringtail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  /** Where a bound is too small, say, nothing else would be linked ahead, and nobody would know. */
  @Test
  void takesAnEventThroughRingAndEncoder() {
    assertThat(Rehearsal.rehearse()).isPositive();
  }

  @Test
  void standsInNoAccounts() {
    List<Object> before = List.copyOf(Telemetries.all());

    Rehearsal.run();

    assertThat(List.<Object>copyOf(Telemetries.all())).isEqualTo(before);
  }
}
