package com.example;

import java.util.ResourceBundle;

/** A service of the program: what the JDK itself logs to, from when somebody first asks. */
public final class OwnLoggerFinder extends System.LoggerFinder {
  public OwnLoggerFinder() {
    System.out.println("finder made by " + Thread.currentThread().getName());
  }

  @Override
  public System.Logger getLogger(String name, Module module) {
    return new Silent(name);
  }

  private record Silent(String name) implements System.Logger {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... arguments) {}
  }
}
