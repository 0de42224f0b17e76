package io.ringtail.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Go's {@code strconv.Quote} writes. It works on bytes, because {@code \xNN} stands for
 * one byte and not for a character.
 */
final class GoQuote {

  private static final String SIMPLE = "abfnrtv\\\"";
  private static final String MEANING = "\u0007\b\f\n\r\t\u000b\\\"";

  private final byte[] text;
  private final int end;
  private final ByteArrayOutputStream out;
  private int at;

  private GoQuote(byte[] text, int from, int end) {
    this.text = text;
    this.at = from;
    this.end = end;
    this.out = new ByteArrayOutputStream(end - from);
  }

  /**
   * The value between the quotes at {@code from} and {@code to - 1}; null where the text is not a
   * Go string. Bytes that are no UTF-8 become U+FFFD.
   */
  static @Nullable String unquote(byte[] text, int from, int to) {
    if (to - from < 2 || text[from] != '"' || text[to - 1] != '"') {
      return null;
    }
    GoQuote quote = new GoQuote(text, from + 1, to - 1);
    return quote.readAll() ? quote.out.toString(StandardCharsets.UTF_8) : null;
  }

  static String utf8(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }

  private boolean readAll() {
    while (at < end) {
      byte next = text[at++];
      if (next == '"' || (next == '\\' && !readEscape())) {
        return false;
      }
      if (next != '\\') {
        out.write(next);
      }
    }
    return true;
  }

  private boolean readEscape() {
    if (at == end) {
      return false;
    }
    char kind = (char) text[at++];
    int simple = SIMPLE.indexOf(kind);
    if (simple >= 0) {
      out.write(MEANING.charAt(simple));
      return true;
    }
    return switch (kind) {
      case 'x' -> readByte();
      case 'u' -> readCodePoint(4);
      case 'U' -> readCodePoint(8);
      default -> false;
    };
  }

  private boolean readByte() {
    long value = readHex(2);
    out.write((int) value);
    return value >= 0;
  }

  private boolean readCodePoint(int digits) {
    long value = readHex(digits);
    if (value < 0
        || value > Character.MAX_CODE_POINT
        || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      return false;
    }
    out.writeBytes(Character.toString((int) value).getBytes(StandardCharsets.UTF_8));
    return true;
  }

  /** The number, or -1 where there are fewer digits. */
  private long readHex(int digits) {
    if (end - at < digits) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < digits; i++) {
      // Negative bytes are no digits; without the mask they would be other characters.
      int digit = Character.digit(text[at++] & 0xff, 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
