package com.example;

import java.util.concurrent.locks.LockSupport;

/** The agent, as programs of these tests know it. */
final class Agent {
  private Agent() {}

  /** Until the agent, if there is one, is able to take events. */
  static void await() {
    boolean attached = System.getProperty("io.ringtail.agent") != null;
    while (attached
        && Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("ringtail-pump"))) {
      LockSupport.parkNanos(1_000_000);
    }
  }
}
