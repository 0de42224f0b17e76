package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OverflowTest {
  private static final String KILOBYTE = "x".repeat(500 - 28);

  @Test
  void shedsBelowWarnWhenFourFifthsOfTheSlotsAreTaken() {
    RingUnderTest fixture = new RingUnderTest(1024, OverflowPolicy.SHED);

    fixture.offer(Level.INFO, 1024);

    assertThat(fixture.ring.occupied()).isBetween(1024L * 80 / 100, 1024L * 81 / 100);
    assertThat(fixture.dropped(DropReason.SHED)).isEqualTo(1024 - fixture.ring.occupied());
  }

  @Test
  void shedsBelowWarnWhenFourFifthsOfTheBytesAreTaken() {
    RingUnderTest fixture = new RingUnderTest(1024, 100_000, OverflowPolicy.SHED, 0);

    for (int i = 0; i < 100; i++) {
      fixture.offer(Level.DEBUG, KILOBYTE);
    }

    assertThat(fixture.ring.heldBytes()).isBetween(79_000L, 80_000L);
    assertThat(fixture.dropped(DropReason.SHED)).isEqualTo(100 - fixture.ring.occupied());
  }

  @Test
  void letsWarningsUseTheLastFifth() {
    RingUnderTest fixture =
        new RingUnderTest(1024, RingUnderTest.AMPLE_BYTES, OverflowPolicy.SHED, 0);
    fixture.offer(Level.INFO, 1024);

    fixture.offer(Level.WARN, 300);

    assertThat(fixture.ring.occupied()).isEqualTo(1024);
    assertThat(fixture.dropped(DropReason.RING_FULL))
        .isEqualTo(fixture.telemetry.captured() - 1024 - fixture.dropped(DropReason.SHED));
  }

  @Test
  void warningsWaitForTheTimeAllowedAndAreThenCountedAsRingFull() {
    RingUnderTest fixture =
        new RingUnderTest(16, RingUnderTest.AMPLE_BYTES, OverflowPolicy.SHED, 60);
    fixture.offer(Level.ERROR, 16);
    long before = System.nanoTime();

    fixture.offer(Level.WARN, "too many");

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(60), Duration.ofSeconds(5));
    assertThat(fixture.telemetry.losses().dropped(DropReason.RING_FULL, Level.WARN)).isEqualTo(1);
  }

  @Test
  void dropNeverWaits() {
    RingUnderTest fixture =
        new RingUnderTest(16, RingUnderTest.AMPLE_BYTES, OverflowPolicy.DROP, 60_000);

    fixture.offer(Level.ERROR, 20);

    assertThat(fixture.ring.occupied()).isEqualTo(16);
    assertThat(fixture.dropped(DropReason.RING_FULL)).isEqualTo(4);
  }

  @Test
  void neverHoldsMoreBytesThanAllowed() {
    RingUnderTest fixture = new RingUnderTest(1024, 10_500, OverflowPolicy.DROP, 0);

    for (int i = 0; i < 100; i++) {
      fixture.offer(Level.ERROR, KILOBYTE);
    }

    assertThat(fixture.ring.heldBytes()).isEqualTo(10_000);
    assertThat(fixture.ring.occupied()).isEqualTo(10);
    assertThat(fixture.drain()).hasSize(10);
    assertThat(fixture.ring.heldBytes()).isZero();
  }

  @Test
  void anEventLargerThanAllBytesEntersWhenItIsAlone() {
    RingUnderTest fixture = new RingUnderTest(64, 10_000, OverflowPolicy.SHED, 0);
    String giant = "x".repeat(20_000);

    fixture.offer(Level.INFO, giant);
    fixture.offer(Level.ERROR, "no room beside it");

    assertThat(fixture.drain()).containsExactly(giant);
    assertThat(fixture.dropped(DropReason.RING_FULL)).isEqualTo(1);
    assertThat(fixture.ring.heldBytes()).isZero();
  }

  @Test
  void countsWhatIsOfferedAfterTheClose() {
    for (OverflowPolicy policy : OverflowPolicy.values()) {
      RingUnderTest fixture = new RingUnderTest(16, policy);
      fixture.offer(Level.INFO, "before");
      fixture.ring.close();

      fixture.offer(Level.ERROR, "after");

      assertThat(fixture.drain()).containsExactly("before");
      assertThat(fixture.dropped(DropReason.CLOSED)).isEqualTo(1);
    }
  }

  @Test
  void countsWhatTheConsumerLeftBehind() {
    RingUnderTest fixture = new RingUnderTest(16, OverflowPolicy.SHED);
    fixture.offer(Level.WARN, 3);
    fixture.ring.close();

    fixture.ring.abandon();

    assertThat(fixture.dropped(DropReason.CLOSED)).isEqualTo(3);
    assertThat(fixture.ring.occupied()).isZero();
    assertThat(fixture.ring.heldBytes()).isZero();
    assertThat(fixture.telemetry.accounts().isBalanced()).isTrue();
  }
}
