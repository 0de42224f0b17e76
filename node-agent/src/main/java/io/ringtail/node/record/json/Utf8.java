package io.ringtail.node.record.json;

/**
 * Well-formed UTF-8, as the Unicode standard defines it (table 3-7), and the rest as Java replaces
 * it: a record is the same whether its text was a String on the way or not.
 */
final class Utf8 {
  /** U+FFFD, what stands for bytes that are no UTF-8. */
  static final byte[] REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

  private Utf8() {}

  /**
   * Looks at the character beyond ASCII that begins at {@code at}.
   *
   * @return its length in bytes; or, negative, how many bytes one U+FFFD stands for: the longest
   *     beginning of a character, an encoded surrogate, else one
   */
  static int sequence(byte[] text, int at, int to) {
    int lead = text[at] & 0xff;
    int length = length(lead);
    if (length == 0 || at + 1 >= to || !isSecond(lead, text[at + 1] & 0xff)) {
      return -1;
    }
    for (int i = 2; i < length; i++) {
      if (at + i >= to || (text[at + i] & 0xc0) != 0x80) {
        return -i;
      }
    }
    return lead == 0xed && (text[at + 1] & 0xff) >= 0xa0 ? -length : length;
  }

  private static int length(int lead) {
    if (lead < 0xc2 || lead > 0xf4) {
      return 0;
    }
    return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  }

  // No long forms, nothing beyond U+10FFFF.
  private static boolean isSecond(int lead, int second) {
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int most = lead == 0xf4 ? 0x8f : 0xbf;
    return second >= least && second <= most;
  }
}
