package io.ringtail.console.filter;

/** The pattern is malformed, or legal in the service but not understood here. */
public final class UnsupportedPatternException extends Exception {
  private static final long serialVersionUID = 1L;

  UnsupportedPatternException(String pattern, String problem) {
    super(
        "Invalid filter pattern '"
            + pattern
            + "': "
            + problem
            + " (understood here: terms, \"quoted terms\", ?or, -exclude,"
            + " and { $.path = value } with = != < <= > >= IS EXISTS && || and parentheses)");
  }
}
