package io.ringtail.agent.jboss;

import io.ringtail.agent.capture.EventReader;
import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.agent.jul.JulBridges;
import io.ringtail.event.Level;
import io.ringtail.event.ThrownSnapshot;
import java.time.Instant;
import java.util.Map;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** Records of one copy of JBoss LogManager that passed level and filters. Threading: safe. */
public final class JbossReader implements EventReader {
  private final ReaderContext context;
  private final JulBridges bridges = new JulBridges();

  public JbossReader(ReaderContext context) {
    this.context = context;
  }

  @Override
  public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
    if (!(self instanceof Logger logger)
        || !(first instanceof ExtLogRecord record)
        || bridges.leadFrom(logger)) {
      return false;
    }
    Level level = JbossLevels.of(record.getLevel());
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
    return event instanceof ExtLogRecord record ? message(record) : null;
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

  private void offer(ExtLogRecord record, Level level, String name) {
    Instant time = record.getInstant();
    Map<String, String> mdc = record.getMdcCopy();
    context
        .intake()
        .offer(
            time.getEpochSecond(),
            time.getNano(),
            level,
            name,
            String.valueOf(record.getThreadName()),
            message(record),
            mdc == null ? Map.of() : mdc,
            null,
            null,
            ThrownSnapshot.of(record.getThrown()),
            context.config().callerData() ? caller(record) : null);
  }

  private static String message(ExtLogRecord record) {
    try {
      return String.valueOf(record.getFormattedMessage());
    } catch (Throwable e) {
      // The program's own toString() or bundle.
      return record.getMessage() + " [FAILED to format: " + e.getClass().getName() + "]";
    }
  }

  private static @Nullable StackTraceElement caller(ExtLogRecord record) {
    String className = record.getSourceClassName();
    String method = record.getSourceMethodName();
    return className == null || method == null
        ? null
        : new StackTraceElement(
            className, method, record.getSourceFileName(), record.getSourceLineNumber());
  }
}
