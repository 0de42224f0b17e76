package io.ringtail.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * What this version of Logback has: 1.2 knows neither nanoseconds, nor key-values, nor marker
 * lists.
 */
final class LogbackFeatures {
  static final boolean HAS_NANOSECONDS = has(ILoggingEvent.class, "getNanoseconds");
  static final boolean HAS_KEY_VALUES = has(ILoggingEvent.class, "getKeyValuePairs");
  static final boolean HAS_MARKER_LIST = has(ILoggingEvent.class, "getMarkerList");
  static final boolean HAS_CYCLIC = has(IThrowableProxy.class, "isCyclic");

  private LogbackFeatures() {}

  private static boolean has(Class<?> type, String method) {
    try {
      type.getMethod(method);
      return true;
    } catch (NoSuchMethodException | LinkageError e) {
      return false;
    }
  }
}
