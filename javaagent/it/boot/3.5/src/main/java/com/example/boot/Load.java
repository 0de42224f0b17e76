package com.example.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.CommandLineRunner;

/** Threads that log some thousand events a second in all, from Spring's start until its end. */
final class Load implements CommandLineRunner, DisposableBean {
  private static final int THREADS = 4;
  private static final int READY_AT = 2_000;
  private static final long PAUSE_NANOS = 1_000_000;

  private final Logger log = LoggerFactory.getLogger("com.example.boot.Load");
  private final AtomicInteger logged = new AtomicInteger();
  private final CountDownLatch ready = new CountDownLatch(READY_AT);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  @Override
  public void run(String... arguments) throws InterruptedException {
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(this::log, "load-" + i);
      threads.add(thread);
      thread.start();
    }
    ready.await();
    System.out.println("ready");
  }

  private void log() {
    while (!ended) {
      log.info("event {}", logged.incrementAndGet());
      ready.countDown();
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void destroy() throws InterruptedException {
    ended = true;
    for (Thread thread : threads) {
      thread.join();
    }
    log.info("after {} events", logged.get());
    System.out.println("logged " + logged.get());
  }
}
