package io.ringtail.agent.log4j;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.appender.rewrite.RewriteAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;

/**
 * Knows of each AsyncAppender whether all that it leads to are appenders that rewrite, and take
 * every event: then an event is left to them, on the appender's own thread.
 *
 * <p>Threading: safe; takes a lock once per appender.
 */
final class AsyncTargets {
  private record Known(WeakReference<AsyncAppender> appender, boolean rewrites) {}

  private volatile Known[] known = {};

  boolean allRewrite(AsyncAppender appender) {
    for (Known each : known) {
      if (each.appender().get() == appender) {
        return each.rewrites();
      }
    }
    return learn(appender);
  }

  private synchronized boolean learn(AsyncAppender appender) {
    boolean rewrites = look(appender);
    List<Known> those = new ArrayList<>();
    for (Known each : known) {
      // A configuration that was replaced takes its appenders with it.
      if (each.appender().get() != null) {
        those.add(each);
      }
    }
    those.add(new Known(new WeakReference<>(appender), rewrites));
    known = those.toArray(Known[]::new);
    return rewrites;
  }

  /** Log4j has no way to ask before 2.25; the two fields are there from 2.6 on. */
  private static boolean look(AsyncAppender appender) {
    try {
      Configuration configuration = (Configuration) value(appender, "config");
      AppenderRef[] references = (AppenderRef[]) value(appender, "appenderRefs");
      for (AppenderRef reference : references) {
        if (reference.getLevel() != null
            || reference.getFilter() != null
            || !(configuration.getAppender(reference.getRef()) instanceof RewriteAppender target)
            || target.getFilter() != null) {
          return false;
        }
      }
      return references.length > 0;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }

  private static Object value(AsyncAppender appender, String name)
      throws ReflectiveOperationException {
    Field field = AsyncAppender.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(appender);
  }
}
