package io.ringtail.agent.capture;

import io.ringtail.agent.hook.Role;
import org.jspecify.annotations.Nullable;

/**
 * The program uses our own appender: its framework's events are left to it, in the context that the
 * appender belongs to.
 */
final class OwnAppender {
  private static final String LOGGER = "ch.qos.logback.classic.Logger";

  private OwnAppender() {}

  static void tell(Object appender, @Nullable Readers readers, Role role, Coverage coverage) {
    boolean starts = role == Role.OWN_APPENDER_STARTS;
    try {
      // An appender that is switched off, or misconfigured, ships nothing.
      if (readers == null || (starts && call(appender, "accounts") == null)) {
        return;
      }
      Object context = call(appender, "getContext");
      if (context != null) {
        Class<?> logger = Class.forName(LOGGER, false, context.getClass().getClassLoader());
        readers.get(logger).onOwnAppender(appender, context, starts);
        coverage.onOwnAppender(appender, starts);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // A version of it that we do not know: two copies of an event are better than none.
    }
  }

  private static @Nullable Object call(Object appender, String method)
      throws ReflectiveOperationException {
    return appender.getClass().getMethod(method).invoke(appender);
  }
}
