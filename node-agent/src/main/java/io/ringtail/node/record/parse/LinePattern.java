package io.ringtail.node.record.parse;

import io.ringtail.node.record.json.JsonNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a line that a ready parser knows. The fields have the names that Fluent Bit's
 * parsers of the same names give them.
 *
 * <p>Java's own expressions are 30 times as fast as RE2/J with so many groups. They are safe here
 * as all repetitions are possessive, or are of single characters, tried once: nothing is read over
 * and over again, however long the line, and nothing recurs.
 */
final class LinePattern implements Parser {
  private static final Pattern INTEGER = Pattern.compile("-?+(?:0|[1-9][0-9]{0,17})");

  /** Java allows no `_` in the names of groups: they are kept here. */
  private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([a-z0-9_]+)>");

  private final Pattern pattern;
  private final List<String> fields = new ArrayList<>();
  private final Set<String> integers;
  private final @Nullable TimeField time;

  /**
   * @param integers fields that are sent as numbers, where they are some
   */
  LinePattern(String pattern, @Nullable TimeField time, String... integers) {
    Matcher names = NAMED_GROUP.matcher(pattern);
    while (names.find()) {
      fields.add(names.group(1));
    }
    this.pattern = Pattern.compile(names.replaceAll("("));
    this.time = time;
    this.integers = Set.of(integers);
  }

  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      String value = matcher.group(i + 1);
      if (value != null && !value.isEmpty()) {
        String field = fields.get(i);
        boolean number = integers.contains(field) && INTEGER.matcher(value).matches();
        values.put(field, number ? new JsonNumber(value) : value);
      }
    }
    return TimeField.read(time, values, written);
  }

  /** Anything without a space; may be empty. */
  static String word(String field) {
    return "(?<" + field + ">[^ ]*+)";
  }

  static String words(String... fields) {
    StringBuilder pattern = new StringBuilder();
    for (String field : fields) {
      pattern.append(pattern.length() == 0 ? "" : " ").append(word(field));
    }
    return pattern.toString();
  }

  static String bracketed(String field) {
    return "\\[(?<" + field + ">[^\\]]*+)\\]";
  }

  /** Between quotes, of which those inside have a backslash. */
  static String quoted(String field) {
    return "\"(?<" + field + ">[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
  }

  /** All the rest, further lines too. */
  static String rest(String field) {
    return "(?<" + field + ">(?s:.*+))";
  }

  static TimeField time(String field, String format, boolean keep) {
    return new TimeField(field, new Strptime(format), keep);
  }
}
