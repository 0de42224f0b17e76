package io.ringtail.agent.hook;

import org.jspecify.annotations.Nullable;

/**
 * Work whose classes are not shown to our transformer.
 *
 * <p>Of each class that is loaded, the JDK's in its archive among them, the JVM makes a copy for
 * the transformers and calls them: with the classes that a pipeline starts with that is a megabyte
 * of a small program's memory, and several ms. What a thread loads while it is inside a
 * transformer, it passes over. So the work is done as a part of the loading of a class that is
 * there for nothing else.
 *
 * <p>Not for work that may come by code of the program, whose frameworks would not be hooked.
 * Threading: safe.
 */
public final class Aside {
  /** How the names begin of the classes that bring work with them. */
  static final String TRIGGERS = "io/ringtail/agent/hook/Aside$";

  private static final ThreadLocal<@Nullable Runnable> WORK = new ThreadLocal<>();

  private Aside() {}

  /** Does the work, unseen if it is the first that is asked for here. It must not throw. */
  public static void start(Runnable start) {
    WORK.set(start);
    Start.load();
    doWork();
  }

  /** The same at another place: a class is loaded once. */
  public static void bridge(Runnable bridge) {
    WORK.set(bridge);
    Bridge.load();
    doWork();
  }

  /** Called while a class is loaded that brings work with it: does that. */
  static void onTrigger() {
    doWork();
  }

  private static void doWork() {
    Runnable work = WORK.get();
    if (work != null) {
      WORK.remove();
      work.run();
    }
  }

  private static final class Start {
    static void load() {}
  }

  private static final class Bridge {
    static void load() {}
  }
}
