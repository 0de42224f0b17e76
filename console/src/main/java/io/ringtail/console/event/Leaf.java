package io.ringtail.console.event;

/**
 * A field and its value. A field of a list has several.
 *
 * @param value as text
 * @param number of a number, or of a string that is one; NaN otherwise
 */
public record Leaf(FieldPath path, String value, Kind kind, double number) {
  /** How a value is found by {@code field:value}. */
  public enum Kind {
    /** As a whole: a string without white space, or a boolean. */
    KEYWORD,
    /** By its words. */
    TEXT,
    /** As a number. */
    NUMBER,
    /** As a whole, and not by a word without a field: the time, or what stands elsewhere too. */
    HIDDEN
  }

  /** Longer strings are text, since nobody types them as a whole. */
  private static final int MAX_KEYWORD_CHARS = 128;

  private static final int MAX_NUMBER_CHARS = 15;

  public String name() {
    return path.name();
  }

  /** Whether a word without a field may find it: not the time, not the number in the process. */
  public boolean isFoundByWord() {
    return kind != Kind.HIDDEN && path.role() != FieldPath.Role.SEQ;
  }

  /** A keyword that was kept, by the name of its field. */
  public static Leaf keyword(String name, String value) {
    return new Leaf(FieldPath.of(name), value, Kind.KEYWORD, numberIn(value));
  }

  static Leaf string(FieldPath path, String value) {
    Kind kind = isText(path, value) ? Kind.TEXT : Kind.KEYWORD;
    return new Leaf(path, value, kind, kind == Kind.KEYWORD ? numberIn(value) : Double.NaN);
  }

  static Leaf message(FieldPath path, String value) {
    return new Leaf(path, value, Kind.TEXT, Double.NaN);
  }

  static Leaf hidden(FieldPath path, String value) {
    return new Leaf(path, value, Kind.HIDDEN, Double.NaN);
  }

  private static boolean isText(FieldPath path, String value) {
    if (value.length() > MAX_KEYWORD_CHARS || path.role() == FieldPath.Role.MESSAGE) {
      return true;
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isWhitespace(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The plain decimal number that the text is, or NaN. */
  static double numberIn(String text) {
    int length = text.length();
    if (length == 0 || length > MAX_NUMBER_CHARS) {
      return Double.NaN;
    }
    int digits = 0;
    boolean dot = false;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !dot && digits > 0 && i < length - 1) {
        dot = true;
      } else if (c != '-' || i > 0) {
        return Double.NaN;
      }
    }
    return digits == 0 ? Double.NaN : Double.parseDouble(text);
  }
}
