package com.example;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** Logs, and only much later has need of its own {@link OwnLoggerFinder}. */
public final class LoggerFinderProgram {
  /** Longer than the agent waits where it knows of no plans of the program's. */
  private static final long STARTS_NANOS = TimeUnit.MILLISECONDS.toNanos(2_600);

  private LoggerFinderProgram() {}

  public static void main(String[] arguments) {
    LoggerFactory.getLogger("com.example.Program").info("starting");
    long end = System.nanoTime() + STARTS_NANOS;
    for (long left = STARTS_NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    System.getLogger("com.example.Jdk").log(System.Logger.Level.INFO, "not loggable");
    LoggerFactory.getLogger("com.example.Program").info("started");
  }
}
