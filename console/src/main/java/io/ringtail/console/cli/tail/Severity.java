package io.ringtail.console.cli.tail;

import org.jspecify.annotations.Nullable;

/** Levels in their order. */
enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  /** Whether it is this level or a graver one; a level of another name is none. */
  boolean takes(@Nullable String level) {
    for (Severity each : values()) {
      if (each.name().equals(level)) {
        return each.compareTo(this) >= 0;
      }
    }
    return false;
  }
}
