package io.ringtail.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.config.OverflowPolicy;
import io.ringtail.event.Level;
import io.ringtail.telemetry.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that find the ring full and may wait. */
@Timeout(30)
class WaitingCallersTest {
  private final RingUnderTest fixture =
      new RingUnderTest(16, RingUnderTest.AMPLE_BYTES, OverflowPolicy.BLOCK, 0);

  @Test
  void blockWaitsUntilThereIsRoom() throws Exception {
    fixture.offer(Level.TRACE, 16);
    Thread caller = startWaiting(() -> fixture.offer(Level.TRACE, "patient"));

    List<String> messages = fixture.drain();
    caller.join();
    messages.addAll(fixture.drain());

    assertThat(messages).hasSize(17).endsWith("patient");
    assertThat(fixture.telemetry.losses().dropped()).isZero();
  }

  @Test
  void blockWaitsForBytesToo() throws Exception {
    RingUnderTest narrow = new RingUnderTest(64, 1_000, OverflowPolicy.BLOCK, 0);
    narrow.offer(Level.INFO, "x".repeat(400));
    Thread caller = startWaiting(() -> narrow.offer(Level.INFO, "y".repeat(400)));

    assertThat(narrow.drain()).hasSize(1);
    caller.join();

    assertThat(narrow.drain()).containsExactly("y".repeat(400));
  }

  @Test
  void warningsEnterWhenRoomComesInTime() throws Exception {
    RingUnderTest shedding =
        new RingUnderTest(16, RingUnderTest.AMPLE_BYTES, OverflowPolicy.SHED, 60_000);
    shedding.offer(Level.WARN, 16);
    Thread caller = startWaiting(() -> shedding.offer(Level.WARN, "patient"));

    assertThat(shedding.drain()).hasSize(16);
    caller.join();

    assertThat(shedding.drain()).containsExactly("patient");
  }

  @Test
  void closeSendsWaitersHomeAndCountsTheirEvents() throws Exception {
    fixture.offer(Level.INFO, 16);
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(startWaiting(() -> fixture.offer(Level.INFO, "late")));
    }

    fixture.ring.close();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(fixture.dropped(DropReason.CLOSED)).isEqualTo(4);
    assertThat(fixture.drain()).hasSize(16).doesNotContain("late");
  }

  @Test
  void anInterruptedCallerLosesNothingAndStaysInterrupted() throws Exception {
    fixture.offer(Level.INFO, 16);
    CompletableFuture<Boolean> interruptedAfter = new CompletableFuture<>();
    Thread caller =
        startWaiting(
            () -> {
              fixture.offer(Level.INFO, "interrupted");
              interruptedAfter.complete(Thread.currentThread().isInterrupted());
            });

    caller.interrupt();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING && !caller.isInterrupted());
    assertThat(fixture.drain()).hasSize(16);
    caller.join();

    assertThat(interruptedAfter).isCompletedWithValue(true);
    assertThat(fixture.drain()).containsExactly("interrupted");
  }

  @Test
  void anInterruptDoesNotCostAnEventThatFindsRoom() {
    Thread.currentThread().interrupt();
    try {
      fixture.offer(Level.INFO, "fine");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(fixture.drain()).containsExactly("fine");
  }

  private static Thread startWaiting(Runnable work) {
    AtomicBoolean started = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              started.set(true);
              work.run();
            });
    thread.setDaemon(true);
    thread.start();
    await().until(() -> started.get() && thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }
}
