package io.ringtail.agent.log4j;

import io.ringtail.agent.capture.EventReader;
import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.event.Level;
import io.ringtail.event.ThrownSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Events of one copy of Log4j 2. Threading: safe.
 *
 * <p>An event is Log4j's to use again as soon as the hooked method has ended: nothing of it is kept
 * but strings and a map of its own.
 */
public final class Log4jReader implements EventReader {
  private final ReaderContext context;

  public Log4jReader(ReaderContext context) {
    this.context = context;
  }

  /**
   * @param second a throwable, where an appender that rewrites has not come to it: its event is
   *     counted as failed, since nobody knows what it was to hide
   */
  @Override
  public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
    if (!(first instanceof LogEvent event)) {
      return false;
    }
    Level level = Level.INFO;
    try {
      level = Log4jLevels.of(event.getLevel());
      String logger = event.getLoggerName() == null ? "" : event.getLoggerName();
      if (second instanceof Throwable) {
        context.countFailed(level);
      } else if (context.ships(level, logger)) {
        offer(event, level, logger);
      }
    } catch (Throwable e) {
      // A strange event, or no memory left: the program goes on either way.
      context.countFailed(level);
    }
    return true;
  }

  @Override
  public @Nullable String message(Object event) {
    return messageOf(event);
  }

  static @Nullable String messageOf(Object event) {
    return event instanceof LogEvent logged ? message(logged.getMessage()) : null;
  }

  /** See {@link AsyncReader}: the threads of AsyncAppender have classes of their own. */
  @Override
  public boolean isLeftToThisThread() {
    return Thread.currentThread()
        .getClass()
        .getName()
        .startsWith("org.apache.logging.log4j.core.appender.AsyncAppender");
  }

  private void offer(LogEvent event, Level level, String logger) {
    long epochSecond;
    int nanoOfSecond;
    if (Log4jFeatures.HAS_INSTANT) {
      epochSecond = event.getInstant().getEpochSecond();
      nanoOfSecond = event.getInstant().getNanoOfSecond();
    } else {
      Instant time = Instant.ofEpochMilli(event.getTimeMillis());
      epochSecond = time.getEpochSecond();
      nanoOfSecond = time.getNano();
    }
    context
        .intake()
        .offer(
            epochSecond,
            nanoOfSecond,
            level,
            logger,
            String.valueOf(event.getThreadName()),
            message(event.getMessage()),
            contextMap(event),
            null,
            Log4jMarkers.of(event.getMarker()),
            ThrownSnapshot.of(event.getThrown()),
            context.config().callerData() ? event.getSource() : null);
  }

  private static String message(@Nullable Message message) {
    if (message == null) {
      return "null";
    }
    try {
      return String.valueOf(message.getFormattedMessage());
    } catch (Throwable e) {
      // Log4j guards toString() of arguments itself; another message's class may not.
      return "[FAILED to format "
          + message.getClass().getName()
          + ": "
          + e.getClass().getName()
          + "]";
    }
  }

  // All that 2.6 has.
  @SuppressWarnings("deprecation")
  private static Map<String, String> contextMap(LogEvent event) {
    if (Log4jFeatures.HAS_CONTEXT_DATA) {
      return Copies.OF_CONTEXTS.of(event);
    }
    Map<String, String> map = event.getContextMap();
    return map == null || map.isEmpty() ? Map.of() : new HashMap<>(map);
  }

  /** Linked where Log4j has context data. */
  private static final class Copies {
    static final ContextCopies OF_CONTEXTS = new ContextCopies();
  }
}
