package io.ringtail.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class IndexPaceTest {
  private final IndexPace pace = new IndexPace();

  private void index(int batches, long eventsPerSecond) {
    for (int i = 0; i < batches; i++) {
      pace.indexed(8_000, TimeUnit.SECONDS.toNanos(8_000) / eventsPerSecond);
    }
  }

  @Test
  void holdsSendersForWhatIsBeyondASecond() {
    index(100, 50_000);
    assertThat(pace.holdMillis(0)).isZero();
    assertThat(pace.holdMillis(49_000)).isZero();
    assertThat(pace.holdMillis(75_000)).isBetween(490L, 510L);
  }

  @Test
  void learnsThatItHasBecomeSlower() {
    index(100, 100_000);
    index(100, 10_000);
    assertThat(pace.holdMillis(20_000)).isBetween(980L, 1_020L);
  }

  @Test
  void isNotMisledByAnEventThatCameAlone() {
    index(100, 100_000);
    for (int i = 0; i < 10; i++) {
      pace.indexed(1, TimeUnit.MILLISECONDS.toNanos(2));
    }
    assertThat(pace.holdMillis(50_000)).isZero();
  }
}
