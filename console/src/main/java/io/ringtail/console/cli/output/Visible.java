package io.ringtail.console.cli.output;

/**
 * Text that others have written, for a terminal: nothing in it moves the cursor, changes colours,
 * turns the direction of reading, or looks like another line.
 */
public final class Visible {
  private static final int DELETE = 0x7f;
  private static final int LAST_C1 = 0x9f;

  private Visible() {}

  /** One line: line ends are written as escapes, too. */
  public static String line(String text) {
    return of(text, "\\n");
  }

  /** Lines after the first are indented, so that none can pass for an event of its own. */
  public static String lines(String text, String indent) {
    return of(text.stripTrailing(), "\n" + indent);
  }

  private static String of(String text, String newline) {
    int clean = 0;
    while (clean < text.length() && isHarmless(text.charAt(clean))) {
      clean++;
    }
    if (clean == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 32).append(text, 0, clean);
    for (int i = clean; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHarmless(c)) {
        shown.append(c);
      } else if (c == '\n') {
        shown.append(newline);
      } else if (c == '\r') {
        if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
          shown.append("\\r");
        }
      } else if (c <= LAST_C1) {
        shown.append(String.format("\\x%02x", (int) c));
      } else {
        shown.append(String.format("\\u%04x", (int) c));
      }
    }
    return shown.toString();
  }

  private static boolean isHarmless(char c) {
    if (c < ' ') {
      return c == '\t';
    }
    if (c < DELETE) {
      return true;
    }
    return c > LAST_C1 && !isLineOrDirection(c);
  }

  private static boolean isLineOrDirection(char c) {
    return c == '\u2028'
        || c == '\u2029'
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
