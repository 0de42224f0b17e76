package io.ringtail.console.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * Terms: all plain ones occur and none of the excluded ones. One of the optional ones, if there are
 * no others: beside others they have no effect.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">Filter
 *     pattern syntax</a>
 */
record TermPattern(List<String> all, List<String> any, List<String> none) implements FilterPattern {

  @Override
  public boolean matches(String message) {
    if (all.isEmpty() && none.isEmpty() && !any.isEmpty()) {
      return any.stream().anyMatch(message::contains);
    }
    return all.stream().allMatch(message::contains) && none.stream().noneMatch(message::contains);
  }

  static TermPattern parse(String pattern) throws UnsupportedPatternException {
    TermPattern terms = new TermPattern(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      List<String> kind = c == '?' ? terms.any : c == '-' ? terms.none : terms.all;
      int start = c == '?' || c == '-' ? at + 1 : at;
      at = takeTerm(pattern, start, kind);
    }
    return terms;
  }

  /** Returns where the term ends. */
  private static int takeTerm(String pattern, int start, List<String> into)
      throws UnsupportedPatternException {
    StringBuilder term = new StringBuilder();
    int end =
        start < pattern.length() && pattern.charAt(start) == '"'
            ? Quoted.read(pattern, start, term)
            : takeWord(pattern, start, term);
    if (term.isEmpty()) {
      throw new UnsupportedPatternException(pattern, "empty term at character " + start);
    }
    into.add(term.toString());
    return end;
  }

  private static int takeWord(String pattern, int start, StringBuilder term)
      throws UnsupportedPatternException {
    int at = start;
    while (at < pattern.length() && !Character.isWhitespace(pattern.charAt(at))) {
      char c = pattern.charAt(at++);
      if (c == '%') {
        throw new UnsupportedPatternException(pattern, "regular expressions");
      }
      if (!Character.isLetterOrDigit(c) && c != '_') {
        throw new UnsupportedPatternException(
            pattern, "'" + c + "' outside of quotes: put the term into double quotes");
      }
      term.append(c);
    }
    return at;
  }
}
