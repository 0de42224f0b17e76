package io.ringtail.agent.jul;

import io.ringtail.event.Level;

/** The levels of java.util.logging, own ones included, as SLF4J's bridge maps them. */
final class JulLevels {
  private JulLevels() {}

  static Level of(java.util.logging.Level level) {
    int value = level.intValue();
    if (value <= java.util.logging.Level.FINEST.intValue()) {
      return Level.TRACE;
    }
    if (value <= java.util.logging.Level.FINE.intValue()) {
      return Level.DEBUG;
    }
    if (value <= java.util.logging.Level.INFO.intValue()) {
      return Level.INFO;
    }
    return value <= java.util.logging.Level.WARNING.intValue() ? Level.WARN : Level.ERROR;
  }
}
