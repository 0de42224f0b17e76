package io.ringtail.agent.log4j;

import io.ringtail.agent.capture.EventReader;
import io.ringtail.agent.capture.ReaderContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.jspecify.annotations.Nullable;

/**
 * Events that are handed to the thread of an AsyncAppender: taken here means left to the appenders
 * there, which rewrite them. Threading: safe.
 */
public final class AsyncReader implements EventReader {
  private final AsyncTargets targets = new AsyncTargets();

  /**
   * @param context not needed: nothing is shipped from here
   */
  public AsyncReader(ReaderContext context) {}

  @Override
  public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
    return self instanceof AsyncAppender appender && targets.allRewrite(appender);
  }

  @Override
  public @Nullable String message(Object event) {
    return Log4jReader.messageOf(event);
  }
}
