package io.ringtail.node.format;

/**
 * Undoes the escapes of a JSON string into bytes of UTF-8.
 *
 * <p>Threading: one thread. Allocates: while it grows.
 */
final class JsonText {
  private static final int REPLACEMENT = 0xFFFD;

  private byte[] bytes = {};
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Decodes up to the closing quote, which is there. */
  void decode(byte[] json, int from, int to) {
    // No escape stands for more bytes than it has.
    if (bytes.length < to - from) {
      bytes = new byte[Math.max(to - from, 2 * bytes.length)];
    }
    length = 0;
    int at = from;
    while (json[at] != '"') {
      if (json[at] != '\\') {
        bytes[length++] = json[at++];
      } else if (json[at + 1] != 'u') {
        bytes[length++] = unescaped(json[at + 1]);
        at += 2;
      } else {
        at = unicode(json, at, to);
      }
    }
  }

  private int unicode(byte[] json, int at, int to) {
    int unit = hex(json, at, to);
    if (unit < 0) {
      // No escape at all: kept as it stands.
      bytes[length++] = '\\';
      bytes[length++] = 'u';
      return at + 2;
    }
    if (Character.isHighSurrogate((char) unit)) {
      int low = hex(json, at + 6, to);
      if (low >= 0 && Character.isLowSurrogate((char) low)) {
        put(Character.toCodePoint((char) unit, (char) low));
        return at + 12;
      }
    }
    put(Character.isSurrogate((char) unit) ? REPLACEMENT : unit);
    return at + 6;
  }

  /** The value of an escape of a UTF-16 unit; -1 if there is none. */
  private static int hex(byte[] json, int at, int to) {
    if (to - at < 6 || json[at] != '\\' || json[at + 1] != 'u') {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = json[i] < 0 ? -1 : Character.digit(json[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }

  private void put(int codePoint) {
    if (codePoint < 0x80) {
      bytes[length++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
      putContinued(codePoint);
    } else if (codePoint < 0x10000) {
      bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
      putContinued(codePoint >> 6);
      putContinued(codePoint);
    } else {
      bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
      putContinued(codePoint >> 12);
      putContinued(codePoint >> 6);
      putContinued(codePoint);
    }
  }

  private void putContinued(int lowestSixBits) {
    bytes[length++] = (byte) (0x80 | (lowestSixBits & 0x3F));
  }

  private static byte unescaped(byte letter) {
    return switch (letter) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> letter;
    };
  }
}
