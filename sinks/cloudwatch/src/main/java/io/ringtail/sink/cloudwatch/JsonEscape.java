package io.ringtail.sink.cloudwatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 bytes as the inside of a JSON string (RFC 8259, section 7), eight bytes at a time where
 * they are clean.
 *
 * <p>Allocates: nothing.
 */
final class JsonEscape {
  /** The most that one byte becomes: {@code \u0000}. */
  static final int MAX_GROWTH = 6;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** What follows the backslash; 0 for a byte that stands for itself. */
  private static final byte[] SHORT = shortEscapes();

  private JsonEscape() {}

  /**
   * Writes {@code source[from, to)} to {@code target} at {@code at}, which must have room for
   * {@link #MAX_GROWTH} times as many bytes, and 8 more.
   *
   * @return the place after the last byte written
   */
  static int escape(byte[] source, int from, int to, byte[] target, int at) {
    int read = from;
    int write = at;
    while (read + Long.BYTES <= to) {
      long word = (long) LONGS.get(source, read);
      LONGS.set(target, write, word);
      long dirty = dirty(word);
      if (dirty == 0) {
        read += Long.BYTES;
        write += Long.BYTES;
      } else {
        int clean = Long.numberOfTrailingZeros(dirty) >>> 3;
        read += clean;
        write = escapeOne(source[read++], target, write + clean);
      }
    }
    while (read < to) {
      write = escapeOne(source[read++], target, write);
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

  /**
   * The lowest set bit of the result is in the first byte that must be escaped: a quote, a
   * backslash, or below 0x20. The bits above it may be wrong. See "haszero" in Bit Twiddling Hacks.
   */
  private static long dirty(long word) {
    long quote = word ^ (ONES * '"');
    long backslash = word ^ (ONES * '\\');
    long control = (word - ONES * 0x20) & ~word;
    return (((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | control) & HIGH_BITS;
  }

  private static int escapeOne(byte b, byte[] target, int at) {
    byte shortEscape = SHORT[b & 0xff];
    if (shortEscape == 0) {
      target[at] = b;
      return at + 1;
    }
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
