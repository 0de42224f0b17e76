package io.ringtail.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import io.ringtail.config.LevelRules;
import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.ring.EventIntake;
import io.ringtail.telemetry.DropReason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes what the ring needs from a Logback event, on the thread that logs: message, MDC and thread
 * name belong to that moment.
 *
 * <p>The program's own code, toString() of arguments and values, runs before a slot is claimed:
 * what it throws costs at most its own event, and what it logs goes its own way.
 *
 * <p>Public for the Java agent, which loads it beside the program's Logback; programs have no use
 * for it.
 *
 * <p>Threading: safe, without a lock or a ThreadLocal. Never throws.
 */
public final class EventCapture {
  private final EventIntake intake;
  private final LevelRules levels;
  private final boolean callerData;
  private final ReentryGuard reentry = new ReentryGuard();

  public EventCapture(Pipeline pipeline, RingtailConfig config) {
    this.intake = pipeline.intake();
    this.levels = config.levels();
    this.callerData = config.callerData();
  }

  /** Takes {@code event} over, or counts it as dropped; nothing, where its level is not shipped. */
  public void capture(ILoggingEvent event) {
    Level level = Level.INFO;
    try {
      level = level(event);
      if (levels.ships(level, event.getLoggerName())) {
        captureShipped(event, level);
      }
    } catch (Throwable e) {
      // A strange event, or no memory left: the program goes on either way.
      drop(DropReason.CAPTURE_FAILED, level, System.currentTimeMillis());
    }
  }

  /** Counts {@code event} as dropped; not, where its level is not shipped. */
  void drop(ILoggingEvent event, DropReason reason) {
    Level level = Level.INFO;
    try {
      level = level(event);
      if (!levels.ships(level, event.getLoggerName())) {
        return;
      }
    } catch (Throwable e) {
      // A strange event counts as well.
    }
    drop(reason, level, System.currentTimeMillis());
  }

  private void captureShipped(ILoggingEvent event, Level level) {
    // Only arguments and values are code of the program that may log in turn.
    boolean plain = event.getArgumentArray() == null && !hasKeyValues(event);
    int token = plain ? ReentryGuard.UNGUARDED : reentry.enter();
    if (token == ReentryGuard.TOO_DEEP) {
      drop(DropReason.REENTRANT, level, event.getTimeStamp());
      return;
    }
    String message;
    @Nullable Object @Nullable [] keyValues;
    try {
      message = message(event);
      keyValues = LogbackFeatures.HAS_KEY_VALUES ? KeyValues.of(event) : null;
    } finally {
      reentry.exit(token);
    }
    offer(event, level, message, keyValues);
  }

  private void offer(
      ILoggingEvent event, Level level, String message, @Nullable Object @Nullable [] keyValues) {
    long millis = event.getTimeStamp();
    IThrowableProxy thrown = event.getThrowableProxy();
    intake.offer(
        Math.floorDiv(millis, 1_000L),
        nanoOfSecond(event, millis),
        level,
        event.getLoggerName(),
        event.getThreadName(),
        message,
        mdc(event),
        keyValues,
        MarkerNames.of(event),
        thrown == null ? null : new LogbackThrown(thrown),
        callerData ? caller(event) : null);
  }

  private static String message(ILoggingEvent event) {
    try {
      return String.valueOf(event.getFormattedMessage());
    } catch (Throwable e) {
      // SLF4J guards toString() itself; another event's class may not.
      return event.getMessage() + " [FAILED to format: " + e.getClass().getName() + "]";
    }
  }

  /** Logback 1.3 and newer keep nanoseconds; an event that has none keeps its milliseconds. */
  private static int nanoOfSecond(ILoggingEvent event, long millis) {
    int milliOfSecond = (int) Math.floorMod(millis, 1_000L);
    if (LogbackFeatures.HAS_NANOSECONDS) {
      int nanos = event.getNanoseconds();
      if (nanos / 1_000_000 == milliOfSecond) {
        return nanos;
      }
    }
    return milliOfSecond * 1_000_000;
  }

  /**
   * Never null; empty as well where Logback has no MDC to give, in a context without an adapter
   * say.
   */
  private static Map<String, String> mdc(ILoggingEvent event) {
    try {
      Map<String, String> mdc = event.getMDCPropertyMap();
      return mdc == null ? Map.of() : mdc;
    } catch (RuntimeException e) {
      return Map.of();
    }
  }

  private static @Nullable StackTraceElement caller(ILoggingEvent event) {
    StackTraceElement[] callers = event.getCallerData();
    return callers == null || callers.length == 0 ? null : callers[0];
  }

  private static boolean hasKeyValues(ILoggingEvent event) {
    return LogbackFeatures.HAS_KEY_VALUES && event.getKeyValuePairs() != null;
  }

  private static Level level(ILoggingEvent event) {
    int value = event.getLevel().toInt();
    if (value >= ch.qos.logback.classic.Level.ERROR_INT) {
      return Level.ERROR;
    } else if (value >= ch.qos.logback.classic.Level.WARN_INT) {
      return Level.WARN;
    } else if (value >= ch.qos.logback.classic.Level.INFO_INT) {
      return Level.INFO;
    }
    return value >= ch.qos.logback.classic.Level.DEBUG_INT ? Level.DEBUG : Level.TRACE;
  }

  private void drop(DropReason reason, Level level, long epochMillis) {
    intake.drop(reason, level, epochMillis);
  }
}
