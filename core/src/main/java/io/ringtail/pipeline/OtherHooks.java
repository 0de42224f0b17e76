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
