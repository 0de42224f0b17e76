package io.ringtail.agent.output;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The bytes of a line whose end has not been printed yet. Threading: one thread. */
final class PartialLine {
  private static final int FIRST_BYTES = 128;
  private static final int KEPT_BYTES = 8 * 1024;

  private final Charset charset;
  private byte[] bytes = new byte[FIRST_BYTES];
  private int length;

  PartialLine(Charset charset) {
    this.charset = charset;
  }

  /** In bytes. */
  int length() {
    return length;
  }

  void add(byte[] from, int start, int end) {
    int count = end - start;
    if (bytes.length - length < count) {
      byte[] larger = new byte[Math.max(2 * bytes.length, length + count)];
      System.arraycopy(bytes, 0, larger, 0, length);
      bytes = larger;
    }
    System.arraycopy(from, start, bytes, length, count);
    length += count;
  }

  /** All of it, without the carriage return of other systems. */
  String takeLine() {
    int end = length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    String line = new String(bytes, 0, end, charset);
    length = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[FIRST_BYTES];
    }
    return line;
  }

  /** The first bytes of it, no character cut in two where the charset is UTF-8. */
  String takePiece(int maxBytes) {
    int end = Math.min(maxBytes, length);
    if (end < length && charset.equals(StandardCharsets.UTF_8)) {
      while (end > 1 && (bytes[end] & 0xc0) == 0x80) {
        end--;
      }
    }
    String piece = new String(bytes, 0, end, charset);
    System.arraycopy(bytes, end, bytes, 0, length - end);
    length -= end;
    return piece;
  }
}
