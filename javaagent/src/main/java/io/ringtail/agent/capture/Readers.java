package io.ringtail.agent.capture;

import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.jdk.OwnRights;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one hook, one for each copy of the framework's class.
 *
 * <p>A ClassValue keeps them: no lock, no map, and nothing that holds a web application's loader
 * once it is gone.
 */
final class Readers extends ClassValue<EventReader> {
  private final Hook hook;
  private final String readerName;
  private final Supplier<ReaderContext> context;
  private final Notices notices;

  /**
   * @param context asked when the first event comes
   */
  Readers(Hook hook, String readerName, Supplier<ReaderContext> context, Notices notices) {
    this.hook = hook;
    this.readerName = readerName;
    this.context = context;
    this.notices = notices;
  }

  @Override
  protected EventReader computeValue(Class<?> type) {
    Class<?> hooked = hookedClass(type);
    if (hooked != type) {
      return get(hooked);
    }
    return OwnRights.call(() -> reader(hooked));
  }

  private EventReader reader(Class<?> hooked) {
    try {
      return Class.forName(readerName, true, loader(hooked))
          .asSubclass(EventReader.class)
          .getConstructor(ReaderContext.class)
          .newInstance(context.get());
    } catch (Exception | LinkageError e) {
      notices.tell(
          Weight.WARNING,
          "reader " + hook.javaName(),
          "events of " + hook.javaName() + " cannot be read, they are not captured: " + e);
      return new NoReader();
    }
  }

  /** The class that was woven: the instance's own, or one above it. */
  private Class<?> hookedClass(Class<?> type) {
    String name = hook.javaName();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      if (each.getName().equals(name)) {
        return each;
      }
    }
    return type;
  }

  private ClassLoader loader(Class<?> hooked) {
    ClassLoader agent = Readers.class.getClassLoader();
    ClassLoader program = hooked.getClassLoader();
    if (program == null || agent == null) {
      return agent;
    }
    // The appender's mapping of Logback's events is loaded beside our own reader.
    String readerPackage = readerName.substring(0, readerName.lastIndexOf('.') + 1);
    return new ReaderLoader(program, agent, readerPackage, "io.ringtail.logback.");
  }

  /** Stands for a reader that could not be made: told once, not tried again. */
  private static final class NoReader implements EventReader {
    @Override
    public boolean read(Object self, @Nullable Object first, @Nullable Object second) {
      return false;
    }

    @Override
    public boolean leavesEvents() {
      return true;
    }
  }
}
