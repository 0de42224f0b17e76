package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NapTest {
  private static final long LONG_NANOS = TimeUnit.HOURS.toNanos(1);

  @Test
  void aBurstOfEventsEndsTheNap() throws Exception {
    RingUnderTest fixture = new RingUnderTest(64, OverflowPolicy.SHED);
    Thread consumer = startNap(fixture.ring);

    fixture.offer(Level.INFO, 10);
    assertThat(consumer.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    fixture.offer(Level.INFO, 10);

    consumer.join();
  }

  @Test
  void aFewLargeEventsEndTheNap() throws Exception {
    RingUnderTest fixture = new RingUnderTest(1024, 100_000, OverflowPolicy.SHED, 0);
    Thread consumer = startNap(fixture.ring);

    fixture.offer(Level.INFO, "x".repeat(20_000));

    consumer.join();
  }

  @Test
  void anEventThatFindsNoRoomEndsTheNap() throws Exception {
    RingUnderTest fixture = new RingUnderTest(16, OverflowPolicy.DROP);
    fixture.offer(Level.INFO, 16);
    Thread consumer = startNap(fixture.ring);

    fixture.offer(Level.INFO, "one too many");

    consumer.join();
  }

  @Test
  void aNapForOthersIsNotEndedByEvents() throws Exception {
    RingUnderTest fixture = new RingUnderTest(16, OverflowPolicy.DROP);
    Thread consumer = startNap(() -> fixture.ring.napForOthers(LONG_NANOS));

    fixture.offer(Level.INFO, 17);

    assertThat(fixture.dropped(DropReason.RING_FULL)).isEqualTo(1);
    consumer.join(50);
    assertThat(consumer.isAlive()).isTrue();
    fixture.ring.wake();
    consumer.join();
  }

  @Test
  void closeEndsTheNap() throws Exception {
    RingUnderTest fixture = new RingUnderTest(64, OverflowPolicy.SHED);
    Thread consumer = startNap(fixture.ring);

    fixture.ring.close();

    consumer.join();
  }

  @Test
  void aNapEndsByItself() throws Exception {
    RingUnderTest fixture = new RingUnderTest(64, OverflowPolicy.SHED);

    fixture.ring.nap(1_000_000);

    assertThat(fixture.ring.occupied()).isZero();
  }

  /** Far longer than the test may take: only a wake ends it. */
  private static Thread startNap(EventRing ring) {
    return startNap(() -> ring.nap(LONG_NANOS));
  }

  private static Thread startNap(Runnable nap) {
    Thread consumer = new Thread(nap);
    consumer.setDaemon(true);
    consumer.start();
    await().until(() -> consumer.getState() == Thread.State.TIMED_WAITING);
    return consumer;
  }
}
