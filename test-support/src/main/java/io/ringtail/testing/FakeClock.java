package io.ringtail.testing;

import io.ringtail.telemetry.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Nobody is woken by it: threads of a pipeline see a new time within 50 ms, when they look again
 * by themselves. Threading: safe.
 */
public final class FakeClock implements Clock {
  private static final Instant START = Instant.parse("2026-11-20T22:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong epochMillis;

  /** Begins at 2026-11-20T22:00:00Z. */
  public FakeClock() {
    this(START);
  }

  public FakeClock(Instant start) {
    this.epochMillis = new AtomicLong(start.toEpochMilli());
  }

  /** Time passes, on both clocks. */
  public void advance(Duration duration) {
    epochMillis.addAndGet(duration.toMillis());
    nanos.addAndGet(duration.toNanos());
  }

  /** The wall clock is set back; the monotonic one does not notice. */
  public void jumpBack(Duration duration) {
    epochMillis.addAndGet(-duration.toMillis());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public long epochMillis() {
    return epochMillis.get();
  }
}
