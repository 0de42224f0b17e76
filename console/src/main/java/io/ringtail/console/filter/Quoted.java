package io.ringtail.console.filter;

/** Text in double quotes, in which a backslash makes the next character literal. */
final class Quoted {
  private Quoted() {}

  /** Appends the text that begins with the quote at {@code start}; returns what follows it. */
  static int read(String pattern, int start, StringBuilder text)
      throws UnsupportedPatternException {
    int at = start + 1;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c == '"') {
        return at;
      }
      if (c == '\\' && at < pattern.length()) {
        c = pattern.charAt(at++);
      }
      text.append(c);
    }
    throw new UnsupportedPatternException(pattern, "no closing quote");
  }
}
