package com.example;

/** Logs nothing at all. */
public final class SilentProgram {
  private SilentProgram() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
