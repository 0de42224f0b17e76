package io.ringtail.sink;

/**
 * A thread of ours: a daemon whose name begins with `ringtail-`. What is logged on one, by an SDK
 * for instance, never enters a ring.
 */
public final class RingtailThread extends Thread {
  public RingtailThread(String name, Runnable work) {
    super(null, work, "ringtail-" + name, 0, false);
    setDaemon(true);
    // The thread that happens to start us may belong to a web application that is undeployed later.
    setContextClassLoader(RingtailThread.class.getClassLoader());
  }

  /** Whether the caller runs on one of our threads. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof RingtailThread;
  }
}
