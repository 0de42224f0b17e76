package io.ringtail.node.record.json;

import io.ringtail.event.RecordForm;
import java.nio.charset.StandardCharsets;

/** What stands in a JSON string for the ASCII characters that may not, in one form. */
final class Escapes {
  /** The most bytes that one byte of text becomes, in any form. */
  static final int MAX_BYTES = 7;

  private static final int ASCII = 0x80;
  private static final int LENGTH_SHIFT = 56;

  /** The bytes of each escape in the order of memory, and above them how many there are. */
  private final long[] packed = new long[ASCII];

  private final byte[] added = new byte[ASCII];

  Escapes(RecordForm form) {
    for (char c = 0; c < ASCII; c++) {
      byte[] json = json(c).getBytes(StandardCharsets.US_ASCII);
      byte[] formed = form.of(json);
      long word = (long) formed.length << LENGTH_SHIFT;
      for (int i = 0; i < formed.length; i++) {
        word |= (formed[i] & 0xffL) << (8 * i);
      }
      packed[c] = word;
      added[c] = (byte) (formed.length - json.length);
    }
  }

  /** Writes eight bytes, of which the first {@link #length} count. */
  void write(byte ascii, byte[] out, int at) {
    Words.write(out, at, packed[ascii]);
  }

  int length(byte ascii) {
    return (int) (packed[ascii] >>> LENGTH_SHIFT);
  }

  /** How many of them only this form needs. */
  int added(byte ascii) {
    return added[ascii];
  }

  /** Bytes of the escape in JSON. */
  int jsonLength(byte ascii) {
    return length(ascii) - added[ascii];
  }

  private static String json(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      default -> c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
    };
  }
}
