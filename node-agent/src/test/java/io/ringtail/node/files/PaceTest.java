package io.ringtail.node.files;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private final Pace pace = new Pace();
  private long now;

  /** Looks as often as is due, finding nothing, and tells how often that was. */
  private int looksInVain(long nanos) {
    int looks = 0;
    long end = now + nanos;
    for (; now < end; now += MILLISECONDS.toNanos(10)) {
      if (pace.isDue(now)) {
        pace.looked(now, 0);
        looks++;
      }
    }
    return looks;
  }

  @Test
  void aFileThatRestsIsLookedAtWithinASecond() {
    looksInVain(SECONDS.toNanos(5));

    assertThat(looksInVain(SECONDS.toNanos(9))).isEqualTo(10);
  }

  @Test
  void aFileThatHasRestedForAMinuteIsLookedAtEveryOtherSecond() {
    looksInVain(SECONDS.toNanos(70));

    assertThat(looksInVain(SECONDS.toNanos(19))).isEqualTo(10);
  }

  @Test
  void aFileThatGrowsAgainIsLookedAtSoon() {
    looksInVain(SECONDS.toNanos(70));
    pace.looked(now, 100);

    assertThat(pace.isDue(now + MILLISECONDS.toNanos(200))).isTrue();
    assertThat(looksInVain(SECONDS.toNanos(5))).isGreaterThan(5);
  }
}
