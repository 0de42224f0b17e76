package io.ringtail.agent.log4j;

import org.apache.logging.log4j.core.LogEvent;

/** What this version of Log4j has: 2.6 knows neither context data nor nanoseconds of the day. */
final class Log4jFeatures {
  /** Since 2.7. */
  static final boolean HAS_CONTEXT_DATA = has("getContextData");

  /** Since 2.11. */
  static final boolean HAS_INSTANT = has("getInstant");

  private Log4jFeatures() {}

  private static boolean has(String method) {
    try {
      LogEvent.class.getMethod(method);
      return true;
    } catch (NoSuchMethodException | LinkageError e) {
      return false;
    }
  }
}
