package com.example;

/** Logs nothing at all, and prints no more than it is given. */
public final class SilentProgram {
  private SilentProgram() {}

  public static void main(String[] arguments) {
    for (String argument : arguments) {
      System.out.println(argument);
    }
  }
}
