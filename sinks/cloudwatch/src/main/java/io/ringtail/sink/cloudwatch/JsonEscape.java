package io.ringtail.sink.cloudwatch;

import java.nio.charset.StandardCharsets;

/**
 * UTF-8 bytes as the inside of a JSON string (RFC 8259, section 7).
 *
 * <p>Clean runs are copied as a whole. Looking at eight bytes at once was slower on JSON, where a
 * quote comes every eight bytes or so.
 *
 * <p>Allocates: nothing.
 */
final class JsonEscape {
  /** The most that one byte becomes: {@code \u0000}. */
  static final int MAX_GROWTH = 6;

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** What follows the backslash; 0 for a byte that stands for itself. */
  private static final byte[] SHORT = shortEscapes();

  private JsonEscape() {}

  /**
   * Writes {@code source[from, to)} to {@code target} at {@code at}, which must have room for
   * {@link #MAX_GROWTH} times as many bytes.
   *
   * @return the place after the last byte written
   */
  static int escape(byte[] source, int from, int to, byte[] target, int at) {
    int read = from;
    int write = at;
    while (read < to) {
      int clean = read;
      while (clean < to && SHORT[source[clean] & 0xff] == 0) {
        clean++;
      }
      System.arraycopy(source, read, target, write, clean - read);
      write += clean - read;
      if (clean < to) {
        write = escapeOne(source[clean++], target, write);
      }
      read = clean;
    }
    return write;
  }

  /** Writes {@code value} in decimal; {@code target} must have room for 20 bytes. */
  static int decimal(long value, byte[] target, int at) {
    if (value == Long.MIN_VALUE) {
      byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, target, at, digits.length);
      return at + digits.length;
    }
    int start = at;
    long rest = value;
    if (rest < 0) {
      target[start++] = '-';
      rest = -rest;
    }
    int digits = 1;
    for (long bound = 10; rest >= bound && digits < 19; bound *= 10) {
      digits++;
    }
    for (int i = start + digits - 1; i >= start; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return start + digits;
  }

  private static int escapeOne(byte b, byte[] target, int at) {
    byte shortEscape = SHORT[b & 0xff];
    target[at] = '\\';
    target[at + 1] = shortEscape;
    if (shortEscape != 'u') {
      return at + 2;
    }
    target[at + 2] = '0';
    target[at + 3] = '0';
    target[at + 4] = HEX[b >> 4];
    target[at + 5] = HEX[b & 0xf];
    return at + 6;
  }

  private static byte[] shortEscapes() {
    byte[] escapes = new byte[256];
    for (int control = 0; control < 0x20; control++) {
      escapes[control] = 'u';
    }
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }
}
