package com.example;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a little and stays for as many milliseconds as it is told, then a little more. */
public final class WaitingProgram {
  private WaitingProgram() {}

  public static void main(String[] arguments) {
    Logger log = LoggerFactory.getLogger("com.example.Waiting");
    for (int i = 1; i <= 10; i++) {
      log.info("event {}", i);
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[0]));
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    log.info("the end");
  }
}
