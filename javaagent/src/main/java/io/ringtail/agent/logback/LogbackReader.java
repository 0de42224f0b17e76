package io.ringtail.agent.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.ringtail.agent.capture.EventReader;
import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.logback.EventCapture;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of one copy of Logback. Threading: safe. */
public final class LogbackReader implements EventReader {
  private final EventCapture capture;

  /** Each with its logging context. Guarded by itself. */
  private final IdentityHashMap<Object, Object> ownAppenders = new IdentityHashMap<>();

  /** Those contexts; never changed once it is seen. */
  private volatile Set<Object> leftContexts = Set.of();

  public LogbackReader(ReaderContext context) {
    this.capture = new EventCapture(context.pipeline(), context.config());
  }

  @Override
  public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
    if (!(first instanceof ILoggingEvent event)) {
      return false;
    }
    Set<Object> left = leftContexts;
    if (left.isEmpty()
        || !(self instanceof Logger logger && left.contains(logger.getLoggerContext()))) {
      capture.capture(event);
    }
    return true;
  }

  @Override
  public @Nullable String message(Object event) {
    return event instanceof ILoggingEvent logged ? logged.getFormattedMessage() : null;
  }

  @Override
  public void onOwnAppender(Object appender, Object loggingContext, boolean starts) {
    synchronized (ownAppenders) {
      if (starts) {
        ownAppenders.put(appender, loggingContext);
      } else {
        ownAppenders.remove(appender);
      }
      Set<Object> left = Collections.newSetFromMap(new IdentityHashMap<>());
      left.addAll(ownAppenders.values());
      leftContexts = left;
    }
  }
}
