package io.ringtail.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final AtomicInteger idle = new AtomicInteger();
  private final Watchdog quick = new Watchdog("test-watchdog", 1, 60_000, () -> false);
  private final Watchdog patient =
      new Watchdog(
          "test-watchdog", 60_000, 20, () -> idle.getAndUpdate(n -> Math.max(0, n - 1)) > 0);

  @AfterEach
  void stop() {
    quick.close();
    patient.close();
  }

  @Test
  void aRequestThatTakesTooLongIsBrokenOffOnce() throws IOException {
    AtomicInteger late = new AtomicInteger();
    AtomicInteger later = new AtomicInteger();
    quick.begin(late::incrementAndGet);
    soon().until(() -> late.get() > 0);
    quick.begin(later::incrementAndGet);
    soon().until(() -> later.get() > 0);

    assertThat(late).hasValue(1);
  }

  @Test
  void aRequestThatHasEndedIsLeftAlone() throws IOException {
    AtomicInteger ended = new AtomicInteger();
    AtomicInteger other = new AtomicInteger();
    Watchdog.Watch watch = patient.begin(ended::incrementAndGet);
    patient.begin(other::incrementAndGet);
    assertThat(patient.end(watch)).isTrue();
    patient.close();
    soon().until(() -> other.get() > 0);

    assertThat(ended).hasValue(0);
  }

  /** A connection that it has closed looks as one that has gone stale, which is tried again. */
  @Test
  void whatItHasBrokenOffHasTimedOut() throws IOException {
    SocketException closed = new SocketException("Socket closed");
    AtomicInteger late = new AtomicInteger();
    Watchdog.Watch watch = quick.begin(late::incrementAndGet);
    soon().until(() -> late.get() > 0);
    Watchdog.Watch other = patient.begin(() -> {});

    assertThat(quick.end(watch)).isFalse();
    assertThat(quick.failure(watch, closed))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("no answer within 1 ms")
        .hasCause(closed);
    assertThat(patient.failure(other, closed)).isSameAs(closed);
    assertThat(patient.failure(other, new IllegalStateException("odd")))
        .isExactlyInstanceOf(IOException.class);
  }

  @Test
  void whatIsIdleIsLookedAtUntilNothingIsLeft() throws IOException {
    idle.set(2);
    patient.end(patient.begin(() -> {}));

    soon().until(() -> idle.get() == 0);
  }

  @Test
  void nothingBeginsAfterClose() {
    patient.close();

    assertThatThrownBy(() -> patient.begin(() -> {})).hasMessage("closed");
  }

  private static ConditionFactory soon() {
    return Awaitility.await().atMost(Duration.ofSeconds(10));
  }
}
