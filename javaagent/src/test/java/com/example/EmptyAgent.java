package com.example;

import java.lang.instrument.Instrumentation;

/** What an agent costs that does nothing: start-up makes a jar of it. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {}
}
