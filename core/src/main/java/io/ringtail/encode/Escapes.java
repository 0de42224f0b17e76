package io.ringtail.encode;

import org.jspecify.annotations.Nullable;

/**
 * What stands in a JSON string for a character that may not stand there itself (RFC 8259, section
 * 7).
 */
final class Escapes {
  /** The most bytes that one char becomes, in any form. */
  static final int MAX_BYTES_PER_CHAR = 7;

  private static final int ASCII = 0x80;
  private static final boolean[] PLAIN = new boolean[ASCII];
  private static final @Nullable Fixed[] ESCAPES = new @Nullable Fixed[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      String escape = json(c);
      PLAIN[c] = escape == null;
      ESCAPES[c] = escape == null ? null : Fixed.of(escape);
    }
  }

  private Escapes() {}

  /** Whether an ASCII character stands for itself. */
  static boolean isPlain(char ascii) {
    return PLAIN[ascii];
  }

  /**
   * What stands for a character that is not plain, or for half a surrogate pair, for which UTF-8
   * has no bytes.
   */
  static Fixed of(char c) {
    Fixed known = c < ASCII ? ESCAPES[c] : null;
    return known == null ? Fixed.of(unicode(c)) : known;
  }

  private static @Nullable String json(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      default -> c < ' ' ? unicode(c) : null;
    };
  }

  private static String unicode(char c) {
    String digits = Integer.toHexString(c);
    return "\\u" + "0".repeat(4 - digits.length()) + digits;
  }
}
