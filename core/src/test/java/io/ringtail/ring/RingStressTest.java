package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RingStressTest {
  private static final int PRODUCERS = 8;
  private static final int EVENTS_EACH = 40_000;

  @ParameterizedTest
  @EnumSource(OverflowPolicy.class)
  void everyEventIsConsumedOnceInItsThreadsOrderOrCounted(OverflowPolicy policy) throws Exception {
    RingUnderTest fixture = new RingUnderTest(1024, 100_000, policy, 1);
    Consumer consumer = new Consumer(fixture.ring);
    Thread thread = new Thread(consumer);
    thread.start();

    ExecutorService pool = Executors.newFixedThreadPool(PRODUCERS);
    run(fixture, pool, PRODUCERS, EVENTS_EACH);
    consumer.stop();
    thread.join();

    assertThat(consumer.outOfOrder).isEmpty();
    assertThat(fixture.telemetry.captured()).isEqualTo((long) PRODUCERS * EVENTS_EACH);
    assertThat(consumer.consumed + fixture.telemetry.losses().dropped())
        .isEqualTo(fixture.telemetry.captured());
    assertThat(consumer.mostBytes).isLessThanOrEqualTo(100_000 + PRODUCERS * 200);
    assertThat(fixture.ring.heldBytes()).isZero();
    if (policy == OverflowPolicy.BLOCK) {
      assertThat(fixture.telemetry.losses().dropped()).isZero();
    }
  }

  @Test
  void tenThousandVirtualThreadsMayBlock() throws Exception {
    ExecutorService virtual = virtualThreads();
    if (virtual == null) {
      abort("this JDK has no virtual threads");
      return;
    }
    RingUnderTest fixture = new RingUnderTest(256, OverflowPolicy.BLOCK);
    Consumer consumer = new Consumer(fixture.ring);
    Thread thread = new Thread(consumer);
    thread.start();

    run(fixture, virtual, 10_000, 10);
    consumer.stop();
    thread.join();

    assertThat(consumer.outOfOrder).isEmpty();
    assertThat(consumer.consumed).isEqualTo(100_000);
  }

  private static void run(RingUnderTest fixture, ExecutorService pool, int producers, int each)
      throws Exception {
    List<Future<?>> done = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      String name = "p" + p;
      done.add(
          pool.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  fixture.offer(Level.values()[i % 5], name, Integer.toString(i));
                }
              }));
    }
    for (Future<?> each1 : done) {
      each1.get(50, TimeUnit.SECONDS);
    }
    pool.shutdown();
  }

  // Reflection: the sources are those of Java 17.
  private static @Nullable ExecutorService virtualThreads() throws ReflectiveOperationException {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Polls and naps as the pump does, until it is stopped and the ring is empty. */
  private static final class Consumer implements Runnable {
    private final EventRing ring;
    private final Map<String, Integer> last = new HashMap<>();
    private final List<String> outOfOrder = new ArrayList<>();
    private volatile boolean stopped;
    private long consumed;
    private long mostBytes;

    Consumer(EventRing ring) {
      this.ring = ring;
    }

    void stop() {
      stopped = true;
    }

    @Override
    public void run() {
      while (!stopped || ring.occupied() > 0) {
        mostBytes = Math.max(mostBytes, ring.heldBytes());
        if (ring.poll(this::onEvent) == 0) {
          ring.nap(1_000_000);
        }
      }
    }

    private boolean onEvent(EventView event) {
      int number = Integer.parseInt(event.message());
      Integer before = last.put(event.thread(), number);
      if (before != null && before >= number) {
        outOfOrder.add(event.thread() + ": " + number + " after " + before);
      }
      consumed++;
      return true;
    }
  }
}
