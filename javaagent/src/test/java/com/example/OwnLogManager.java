package com.example;

import java.util.logging.LogManager;

/** Named by -Djava.util.logging.manager. */
public final class OwnLogManager extends LogManager {
  public OwnLogManager() {
    // As JBoss' does, it relies on being the first.
    if (!"true".equals(System.getProperty("com.example.main.started"))) {
      System.out.println("made by " + Thread.currentThread().getName());
    }
  }
}
