package io.ringtail.console.http;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads named {@code ringtail-console-N}. */
final class ConsoleThreads implements ThreadFactory {
  /** Enough for clients that send slowly, each of which holds a thread while its body arrives. */
  private static final int MAX_THREADS = 64;

  private static final int IDLE_SECONDS = 30;

  private final AtomicInteger number = new AtomicInteger();

  @Override
  public Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "ringtail-console-" + number.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  ThreadPoolExecutor pool() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            this);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
