package io.ringtail.testing.logs;

/** Searches in bytes. */
final class Bytes {
  private Bytes() {}

  /** Where the first newline is in {@code [from, to)}; {@code to} if there is none. */
  static int newline(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }
}
