package io.ringtail.console.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words and signs of a JSON pattern.
 *
 * <p>Threading: one thread.
 */
final class JsonPatternTokens {
  private static final Pattern SIGN_OR_WORD =
      Pattern.compile("\\s*(&&|\\|\\||!=|<=|>=|[={}()<>]|[^\\s\"={}()<>!&|%]+)");
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

  /**
   * A piece of the pattern.
   *
   * @param quoted whether it stood in double quotes, which are not part of the text
   */
  record Token(String text, boolean quoted) {}

  private final String pattern;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private JsonPatternTokens(String pattern) {
    this.pattern = pattern;
  }

  static JsonPatternTokens of(String pattern) throws UnsupportedPatternException {
    JsonPatternTokens result = new JsonPatternTokens(pattern);
    Matcher matcher = SIGN_OR_WORD.matcher(pattern);
    int position = 0;
    while (position < pattern.length()) {
      char c = pattern.charAt(position);
      if (Character.isWhitespace(c)) {
        position++;
      } else if (c == '"') {
        StringBuilder text = new StringBuilder();
        position = Quoted.read(pattern, position, text);
        result.tokens.add(new Token(text.toString(), true));
      } else if (matcher.region(position, pattern.length()).lookingAt()) {
        result.tokens.add(new Token(matcher.group(1), false));
        position = matcher.end();
      } else {
        throw new UnsupportedPatternException(
            pattern, c == '%' ? "regular expressions" : "unexpected '" + c + "'");
      }
    }
    return result;
  }

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  boolean atEnd() {
    return at == tokens.size();
  }

  Token next() throws UnsupportedPatternException {
    if (atEnd()) {
      throw new UnsupportedPatternException(pattern, "it ends in the middle");
    }
    return tokens.get(at++);
  }

  /** Goes past the next token if it is this one. */
  boolean skip(String text) {
    if (atEnd() || tokens.get(at).quoted() || !tokens.get(at).text().equalsIgnoreCase(text)) {
      return false;
    }
    at++;
    return true;
  }
}
