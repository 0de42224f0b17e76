package io.ringtail.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long MILLI = 1_000_000;

  @Test
  void chargesAStallToTheEventsBehindIt() {
    long start = System.nanoTime() - 100 * MILLI;
    Pace pace = new Pace(1_000, start);

    // All of these were due in the past: nothing waits, and each starts when it was due.
    assertThat(pace.awaitNext()).isEqualTo(start);
    assertThat(pace.awaitNext()).isEqualTo(start + MILLI);
    assertThat(pace.awaitNext()).isEqualTo(start + 2 * MILLI);
  }

  @Test
  void doesNotRunAheadOfTheRate() {
    long start = System.nanoTime() + 5 * MILLI;
    Pace pace = new Pace(1_000, start);

    for (int event = 0; event < 3; event++) {
      long due = start + event * MILLI;
      // Later than due, where the operating system wakes us late.
      assertThat(pace.awaitNext()).isGreaterThanOrEqualTo(due);
      assertThat(System.nanoTime()).isGreaterThanOrEqualTo(due);
    }
  }
}
