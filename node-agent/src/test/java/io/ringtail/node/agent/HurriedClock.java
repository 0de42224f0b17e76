package io.ringtail.node.agent;

import io.ringtail.telemetry.Clock;

/**
 * Pauses pass five times as fast, so that nobody waits for what has a time: files are looked at,
 * refused sends repeated, pods asked for that much sooner. The time of day is that of everybody.
 */
final class HurriedClock implements Clock {
  private static final int TIMES = 5;

  private final long startNanos = System.nanoTime();

  @Override
  public long nanoTime() {
    return startNanos + TIMES * (System.nanoTime() - startNanos);
  }

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }
}
