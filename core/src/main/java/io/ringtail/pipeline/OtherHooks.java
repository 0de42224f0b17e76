package io.ringtail.pipeline;

import java.util.Locale;

/**
 * Tells whether shutdown hooks are running that may still log: those of Spring, of Logback, and
 * others that are named like one.
 *
 * <p>Waiting for them costs nothing: the JVM waits for them, too.
 */
final class OtherHooks {
  private OtherHooks() {}

  /**
   * Whether all hooks run by now. The JVM starts them one after the other and then waits for each,
   * so the first may look around before the last is there.
   */
  static boolean haveStarted() {
    for (StackTraceElement[] stack : Thread.getAllStackTraces().values()) {
      for (int i = 1; i < stack.length; i++) {
        if (stack[i].getClassName().equals("java.lang.ApplicationShutdownHooks")
            && stack[i].getMethodName().equals("runHooks")) {
          return stack[i - 1].getMethodName().equals("join");
        }
      }
    }
    return false;
  }

  static boolean areRunning() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 64];
    int count = root.enumerate(threads, true);
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (thread != Thread.currentThread() && !thread.isDaemon() && isHook(thread.getName())) {
        return true;
      }
    }
    return false;
  }

  // SpringApplicationShutdownHook; "Logback shutdown hook [default]"; many programs' own.
  private static boolean isHook(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("shutdown") && !lower.startsWith("ringtail-");
  }
}
