package io.ringtail.console.store;

/** Encodes characters straight into a given array, which {@code String.getBytes} cannot. */
final class Utf8 {
  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /** Returns the end of what was written at {@code at}; needs 3 bytes of room per character. */
  static int encode(char[] chars, int offset, int length, byte[] target, int at) {
    int end = offset + length;
    int from = offset;
    int to = at;
    while (from < end && chars[from] < 0x80) {
      target[to++] = (byte) chars[from++];
    }
    while (from < end) {
      char c = chars[from++];
      if (c < 0x80) {
        target[to++] = (byte) c;
      } else if (c < 0x800) {
        target[to++] = (byte) (0xC0 | (c >> 6));
        target[to++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)
          && from < end
          && Character.isLowSurrogate(chars[from])) {
        to = encodePair(Character.toCodePoint(c, chars[from++]), target, to);
      } else {
        to = encodeThree(Character.isSurrogate(c) ? REPLACEMENT : c, target, to);
      }
    }
    return to;
  }

  private static int encodeThree(int c, byte[] target, int at) {
    target[at] = (byte) (0xE0 | (c >> 12));
    target[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
    target[at + 2] = (byte) (0x80 | (c & 0x3F));
    return at + 3;
  }

  private static int encodePair(int c, byte[] target, int at) {
    target[at] = (byte) (0xF0 | (c >> 18));
    target[at + 1] = (byte) (0x80 | ((c >> 12) & 0x3F));
    target[at + 2] = (byte) (0x80 | ((c >> 6) & 0x3F));
    target[at + 3] = (byte) (0x80 | (c & 0x3F));
    return at + 4;
  }
}
