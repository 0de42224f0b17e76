package io.ringtail.testing.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on by a microsecond and some each time that it is asked. */
public final class SteppingClock implements InstantSource {
  private static final Instant START = Instant.parse("2026-11-20T22:00:00.000000001Z");
  private static final long STEP_NANOS = 1_003;

  private Instant now = START;

  @Override
  public Instant instant() {
    now = now.plusNanos(STEP_NANOS);
    return now;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }
}
