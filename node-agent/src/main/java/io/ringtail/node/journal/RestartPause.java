package io.ringtail.node.journal;

/** The time between two starts of a program that keeps ending: it doubles from 1 s to 60 s. */
final class RestartPause {
  static final String RANGE = "1 s to 60 s";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long MAX_SECONDS = 60;

  private int failures;
  private long beganNanos;
  private long seconds;

  /** It has ended, or could not be started. */
  void begin(long nowNanos) {
    seconds = Math.min(MAX_SECONDS, 1L << Math.min(failures, 6));
    failures++;
    beganNanos = nowNanos;
  }

  boolean isOver(long nowNanos) {
    return nowNanos - beganNanos >= seconds * NANOS_PER_SECOND;
  }

  /** How often in a row. */
  int failures() {
    return failures;
  }

  /** It has done its work for a while. */
  void reset() {
    failures = 0;
  }
}
