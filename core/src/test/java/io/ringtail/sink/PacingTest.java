package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PacingTest {
  @Property(tries = 300)
  void aPauseIsWithinABoundThatDoublesToItsMost(
      @ForAll @IntRange(min = 1, max = 1_000_000) int failures, @ForAll long seed) {
    long pause = new Backoff(100, 20_000).pauseNanos(failures, new SplittableRandom(seed));

    long bound = failures > 8 ? 20_000 : Math.min(20_000, 100L << (failures - 1));
    assertThat(pause).isBetween(0L, bound * 1_000_000);
  }

  @Test
  void pausesDifferSoThatAFleetDoesNotComeBackTogether() {
    SplittableRandom random = new SplittableRandom(17);
    Backoff backoff = new Backoff(100, 20_000);

    assertThat(random.longs(100).map(any -> backoff.pauseNanos(9, random)).distinct().count())
        .isGreaterThan(95);
  }

  @Test
  void theWindowHalvesAndGrowsByOneEachRound() {
    SendWindow window = new SendWindow(8);
    assertThat(window.admits(7)).isTrue();
    assertThat(window.admits(8)).isFalse();

    for (int i = 0; i < 10; i++) {
      window.onThrottled();
    }
    assertThat(window.size()).isEqualTo(1);
    assertThat(window.admits(0)).isTrue();
    assertThat(window.admits(1)).isFalse();

    window.onAccepted();
    assertThat(window.size()).isEqualTo(2);
    for (int i = 0; i < 100; i++) {
      window.onAccepted();
    }
    assertThat(window.size()).isEqualTo(8);
  }

  @Test
  void theGateDivertsAfterItsGraceAndLetsAProbeThroughNowAndThen() {
    DenialGate gate = new DenialGate();
    long second = 1_000_000_000;
    gate.onDenied(0);
    assertThat(gate.divertsNow(14 * second)).isFalse();
    gate.onDenied(14 * second);
    assertThat(gate.divertsNow(15 * second)).isTrue();
    assertThat(gate.divertsNow(44 * second)).isFalse();
    gate.onDenied(44 * second);
    assertThat(gate.divertsNow(45 * second)).isTrue();
    gate.onAnswer();
    assertThat(gate.divertsNow(46 * second)).isFalse();
  }
}
