package io.ringtail.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that moves when a test says so. */
final class MovableClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-20T22:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void advance(Duration duration) {
    now = now.plus(duration);
  }
}
