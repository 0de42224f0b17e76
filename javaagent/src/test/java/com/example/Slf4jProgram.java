package com.example;

import org.slf4j.LoggerFactory;

/** Logs through SLF4J, to whatever stands behind it. */
public final class Slf4jProgram {
  private Slf4jProgram() {}

  public static void main(String[] arguments) {
    LoggerFactory.getLogger("com.example.Program").info("order {} accepted", 17);
    LoggerFactory.getLogger("com.example.Program")
        .error("failed", new IllegalStateException("outer"));
  }
}
