package io.ringtail.node.format;

/** Where characters of UTF-8 begin. */
final class Utf8 {
  private static final int MAX_CHARACTER_BYTES = 4;

  private Utf8() {}

  /** At most so many bytes from {@code from}, fewer if a character would be cut. */
  static int boundary(byte[] bytes, int from, int maxBytes) {
    int length = maxBytes;
    // What is no UTF-8 at all is cut where it must.
    int least = Math.max(0, maxBytes - MAX_CHARACTER_BYTES + 1);
    while (length > least && (bytes[from + length] & 0xC0) == 0x80) {
      length--;
    }
    return (bytes[from + length] & 0xC0) == 0x80 ? maxBytes : length;
  }
}
