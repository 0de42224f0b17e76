package io.ringtail.agent.jul;

import io.ringtail.agent.capture.EventReader;
import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.event.Level;
import io.ringtail.event.ThrownSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records that passed level and filter. Threading: safe.
 *
 * <p>The hook is on the way out of {@code Logger.log(LogRecord)}: the program has set its
 * LogManager up long before.
 */
public final class JulReader implements EventReader {
  private final ReaderContext context;
  private final JulBridges bridges = new JulBridges();

  public JulReader(ReaderContext context) {
    this.context = context;
  }

  @Override
  public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
    if (!(self instanceof Logger logger) || !(first instanceof LogRecord record)) {
      return false;
    }
    // The filter's word was heard on the way in; it may not be asked twice.
    if (!logger.isLoggable(record.getLevel()) || bridges.leadFrom(logger)) {
      return false;
    }
    Level level = JulLevels.of(record.getLevel());
    try {
      String name = record.getLoggerName() == null ? "" : record.getLoggerName();
      if (context.ships(level, name)) {
        offer(record, level, name);
      }
    } catch (Throwable e) {
      // A strange record, or no memory left: the program goes on either way.
      context.countFailed(level);
    }
    return true;
  }

  @Override
  public @Nullable String message(Object event) {
    return event instanceof LogRecord record ? JulMessage.of(record) : null;
  }

  @Override
  public boolean leavesEvents() {
    return bridges.areKnown();
  }

  @Override
  public void onBridged(Object self) {
    if (self instanceof Logger logger) {
      bridges.onBridged(logger);
    }
  }

  private void offer(LogRecord record, Level level, String name) {
    Instant time = record.getInstant();
    context
        .intake()
        .offer(
            time.getEpochSecond(),
            time.getNano(),
            level,
            name,
            threadName(record),
            JulMessage.of(record),
            Map.of(),
            null,
            null,
            ThrownSnapshot.of(record.getThrown()),
            context.config().callerData() ? caller(record) : null);
  }

  // Thread.threadId() is newer than what we compile for.
  @SuppressWarnings("deprecation")
  private static String threadName(LogRecord record) {
    Thread current = Thread.currentThread();
    long id = record.getLongThreadID();
    return id == current.getId() ? current.getName() : "thread-" + id;
  }

  private static @Nullable StackTraceElement caller(LogRecord record) {
    String className = record.getSourceClassName();
    String method = record.getSourceMethodName();
    return className == null || method == null
        ? null
        : new StackTraceElement(className, method, null, -1);
  }
}
