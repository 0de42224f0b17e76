package io.ringtail.bench.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes of a request, put together anew in the same array: the sender shares the processors
 * with what is measured.
 *
 * <p>Threading: one thread.
 */
final class Body {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_DIGITS = 20;

  private byte[] bytes = new byte[1 << 16];
  private int length;

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  Body add(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, bytes, length, text.length);
    length += text.length;
    return this;
  }

  /** Of a number that is not negative. */
  Body decimal(long number) {
    room(MAX_DIGITS);
    int end = length + 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int at = end - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length = end;
    return this;
  }

  /** Three digits. */
  Body millis(int number) {
    room(MAX_DIGITS);
    bytes[length++] = (byte) ('0' + number / 100);
    bytes[length++] = (byte) ('0' + number / 10 % 10);
    bytes[length++] = (byte) ('0' + number % 10);
    return this;
  }

  /** Sixteen digits. */
  Body hex(long number) {
    room(MAX_DIGITS);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (number >>> shift) & 0xF];
    }
    return this;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
