package io.ringtail.console.event;

/** Lower case in one way everywhere, a code point at a time, so that lengths never depend on it. */
public final class Fold {
  private Fold() {}

  /** As long as {@code text}. */
  public static String lower(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return slow(text);
      }
    }
    return text;
  }

  static int lower(int codePoint) {
    int lower = Character.toLowerCase(codePoint);
    return Character.charCount(lower) == Character.charCount(codePoint) ? lower : codePoint;
  }

  private static String slow(String text) {
    StringBuilder lower = new StringBuilder(text.length());
    text.codePoints().map(Fold::lower).forEach(lower::appendCodePoint);
    return lower.toString();
  }
}
