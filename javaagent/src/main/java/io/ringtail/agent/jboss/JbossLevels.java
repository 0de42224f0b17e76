package io.ringtail.agent.jboss;

import io.ringtail.event.Level;

/** JBoss' levels stand between those of java.util.logging: its TRACE is 400, its FATAL 1100. */
final class JbossLevels {
  private static final int TRACE = 400;
  private static final int DEBUG = 700;
  private static final int INFO = 800;
  private static final int WARN = 900;

  private JbossLevels() {}

  static Level of(java.util.logging.Level level) {
    int value = level.intValue();
    if (value <= TRACE) {
      return Level.TRACE;
    }
    if (value <= DEBUG) {
      return Level.DEBUG;
    }
    if (value <= INFO) {
      return Level.INFO;
    }
    return value <= WARN ? Level.WARN : Level.ERROR;
  }
}
