package io.ringtail.agent.ship;

import io.ringtail.agent.jdk.JdkAccess;
import io.ringtail.sink.RingtailThread;
import java.lang.instrument.Instrumentation;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is done at the end of the process, after the last of the program's shutdown hooks.
 *
 * <p>The place for that is inside of the JDK, which has to be opened: 6 ms of CPU where nothing is
 * woven that needs it, too. So that is left for the shutdown, and there for programs that still
 * have something running: with nothing left but the thread that ends the process, our own hook is
 * the last.
 *
 * <p>Threading: safe.
 */
public final class ProcessEnd {
  /** First, what was printed last is read; then the pipeline closes. */
  static final int PLACES = 2;

  /** Of the threads that a JVM has by itself, those that the program can see. */
  private static final Set<String> JVM_THREADS =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Notification Thread",
          "Common-Cleaner");

  /** For other hooks, where there is no place behind them. */
  private static final long MAX_HOOKS_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Instrumentation instrumentation;
  private final @Nullable Runnable[] kept = new @Nullable Runnable[PLACES];
  private boolean opened;
  private boolean shuttingDown;
  private @Nullable Throwable denied;

  public ProcessEnd(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Has {@code work} done at the end.
   *
   * @param place 0 for what comes first, then 1; each is given once
   * @throws IllegalStateException if the JDK does not let us, or the process is past that point
   */
  public synchronized void add(int place, Runnable work) {
    if (shuttingDown) {
      open();
    }
    if (!opened) {
      kept[place] = work;
    } else if (denied == null) {
      JdkAccess.runAfterShutdownHooks(place, work);
    } else {
      throw new IllegalStateException(denied);
    }
  }

  /**
   * Opens the JDK to us, if it lets us.
   *
   * @return null if it does, else why not
   */
  public synchronized @Nullable Throwable open() {
    if (!opened) {
      opened = true;
      try {
        JdkAccess.open(instrumentation);
        for (int place = 0; place < PLACES; place++) {
          Runnable work = kept[place];
          if (work != null) {
            JdkAccess.runAfterShutdownHooks(place, work);
            kept[place] = null;
          }
        }
      } catch (Exception | LinkageError e) {
        denied = e;
      }
    }
    return denied;
  }

  /** For our shutdown hook, once what was printed so far has somebody who reads it. */
  public void onShutdown() {
    for (Runnable work : leftToOwnHook()) {
      if (work != null) {
        work.run();
      }
    }
  }

  /** What cannot be left to the place behind the hooks, or need not. */
  private @Nullable Runnable[] leftToOwnHook() {
    @Nullable Runnable[] works = new @Nullable Runnable[PLACES];
    synchronized (this) {
      shuttingDown = true;
      if ((kept[0] == null && kept[1] == null) || (!isAlone() && open() == null)) {
        return works;
      }
      for (int place = 0; place < PLACES; place++) {
        works[place] = kept[place];
        kept[place] = null;
      }
    }
    long startNanos = System.nanoTime();
    while (!isAlone() && System.nanoTime() - startNanos < MAX_HOOKS_NANOS) {
      LockSupport.parkNanos(this, LOOK_NANOS);
    }
    return works;
  }

  /**
   * Whether no thread is left but ours, the JVM's, and the one that runs the shutdown. That one
   * waits for the hooks, when all of them have been started.
   */
  private static boolean isAlone() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup next = root; next != null; next = next.getParent()) {
      root = next;
    }
    Thread[] threads = new Thread[root.activeCount() + 16];
    int count = root.enumerate(threads, true);
    int others = 0;
    for (int i = 0; i < count; i++) {
      Thread thread = threads[i];
      if (thread instanceof RingtailThread || isOfJvm(thread)) {
        continue;
      }
      others++;
      if (thread.getState() != Thread.State.WAITING) {
        return false;
      }
    }
    return others == 1 && count < threads.length;
  }

  private static boolean isOfJvm(Thread thread) {
    return thread.isDaemon() && JVM_THREADS.contains(thread.getName());
  }
}
