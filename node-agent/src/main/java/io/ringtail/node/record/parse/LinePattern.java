package io.ringtail.node.record.parse;

import com.google.re2j.Pattern;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of which the patterns of the ready parsers are made. The fields have the names that
 * Fluent Bit's parsers of the same names give them.
 */
final class LinePattern {
  private LinePattern() {}

  /** Anything without a space; may be empty. */
  static String word(String field) {
    return "(?<" + field + ">[^ ]*)";
  }

  static String words(String... fields) {
    StringBuilder pattern = new StringBuilder();
    for (String field : fields) {
      pattern.append(pattern.length() == 0 ? "" : " ").append(word(field));
    }
    return pattern.toString();
  }

  static String bracketed(String field) {
    return "\\[(?<" + field + ">[^\\]]*)\\]";
  }

  /** Between quotes, of which those inside have a backslash. */
  static String quoted(String field) {
    return "\"(?<" + field + ">(?:[^\"\\\\]|\\\\.)*)\"";
  }

  /** All the rest, further lines too. */
  static String rest(String field) {
    return "(?s:(?<" + field + ">.*))$";
  }

  static Parser parser(String pattern, @Nullable TimeField time, String... integers) {
    return new RegexParser(Pattern.compile("^" + pattern), Set.of(integers), time);
  }

  static TimeField time(String field, String format, boolean keep) {
    return new TimeField(field, new Strptime(format), keep);
  }
}
