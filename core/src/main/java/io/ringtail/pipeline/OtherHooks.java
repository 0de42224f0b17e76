package io.ringtail.pipeline;

import java.util.Locale;

/**
 * Tells whether shutdown hooks are running that may still log: those of Spring, of Logback, and
 * others that are named like one.
 *
 * <p>Waiting for a hook costs nothing: the JVM waits for it, too. But a thread that is only named
 * like one may wait for us, or for ever.
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

  /**
   * @param alsoLikely whether to count threads that are hooks by their name alone
   */
  static boolean areRunning(boolean alsoLikely) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 64];
    int count = root.enumerate(threads, true);
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (thread == Thread.currentThread() || thread.isDaemon()) {
        continue;
      }
      String name = thread.getName();
      if (isKnown(name) || (alsoLikely && isLikely(name) && !isEndingTheProcess(thread))) {
        return true;
      }
    }
    return false;
  }

  // SpringApplicationShutdownHook, older: SpringContextShutdownHook.
  private static boolean isKnown(String name) {
    return name.startsWith("Logback shutdown hook")
        || (name.startsWith("Spring") && name.endsWith("ShutdownHook"));
  }

  private static boolean isLikely(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("shutdown") && !lower.startsWith("ringtail-");
  }

  /** It waits in System.exit for all hooks, ours among them. */
  private static boolean isEndingTheProcess(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().equals("java.lang.Shutdown")) {
        return true;
      }
    }
    return false;
  }
}
