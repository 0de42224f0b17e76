package com.example;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs so many numbered events on two threads, and ends. */
public final class NumberedProgram {
  private static final Logger LOG = LoggerFactory.getLogger(NumberedProgram.class);

  private NumberedProgram() {}

  /** Argument: how many. */
  public static void main(String... arguments) throws InterruptedException {
    int count = Integer.parseInt(arguments[0]);
    Thread other = new Thread(() -> log(0, count / 2));
    other.start();
    log(count / 2, count);
    other.join();
  }

  private static void log(int from, int to) {
    for (int i = from; i < to; i++) {
      LOG.info("event {}", i);
    }
  }
}
