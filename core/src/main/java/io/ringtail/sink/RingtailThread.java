package io.ringtail.sink;

/**
 * A thread of ours: a daemon whose name begins with `ringtail-`. What is logged on one, by an SDK
 * for instance, never enters a ring.
 */
public final class RingtailThread extends Thread {
  private static final String PREFIX = "ringtail-";

  public RingtailThread(String name, Runnable work) {
    super(null, work, PREFIX + name, 0, false);
    setDaemon(true);
    // The thread that happens to start us may belong to a web application that is undeployed later.
    setContextClassLoader(RingtailThread.class.getClassLoader());
  }

  /** Whether the caller runs on one of our threads. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof RingtailThread;
  }

  /** Also of another copy of ours, the Java agent's and that of an appender in its program. */
  public static boolean isCurrentInAnyCopy() {
    Thread current = Thread.currentThread();
    return current.getName().startsWith(PREFIX)
        && current.getClass().getName().equals(RingtailThread.class.getName());
  }
}
