package io.ringtail.agent.log4j;

import io.ringtail.event.Level;

/** The levels of Log4j 2; own ones count as the next standard one that is no less severe. */
final class Log4jLevels {
  private Log4jLevels() {}

  static Level of(org.apache.logging.log4j.Level level) {
    return switch (level.getStandardLevel()) {
      case OFF, FATAL, ERROR -> Level.ERROR;
      case WARN -> Level.WARN;
      case INFO -> Level.INFO;
      case DEBUG -> Level.DEBUG;
      case TRACE, ALL -> Level.TRACE;
    };
  }
}
