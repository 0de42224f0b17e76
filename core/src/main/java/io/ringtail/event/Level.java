package io.ringtail.event;

/** Severity of a log event, lowest first, in the names that SLF4J uses. */
public enum Level {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR;

  /** Whether an event of this level is at or above {@code floor}. */
  public boolean isAtLeast(Level floor) {
    return compareTo(floor) >= 0;
  }
}
