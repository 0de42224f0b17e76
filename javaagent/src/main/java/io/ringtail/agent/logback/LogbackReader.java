package io.ringtail.agent.logback;

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

  /** Guarded by itself. */
  private final Set<Object> ownAppenders = Collections.newSetFromMap(new IdentityHashMap<>());

  private volatile boolean leftToOwnAppender;

  public LogbackReader(ReaderContext context) {
    this.capture = new EventCapture(context.pipeline(), context.config());
  }

  @Override
  public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
    if (!(first instanceof ILoggingEvent event)) {
      return false;
    }
    if (!leftToOwnAppender) {
      capture.capture(event);
    }
    return true;
  }

  @Override
  public void onOwnAppender(Object appender, boolean starts) {
    synchronized (ownAppenders) {
      if (starts) {
        ownAppenders.add(appender);
      } else {
        ownAppenders.remove(appender);
      }
      leftToOwnAppender = !ownAppenders.isEmpty();
    }
  }
}
