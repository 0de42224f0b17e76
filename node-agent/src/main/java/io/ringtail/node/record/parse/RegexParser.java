package io.ringtail.node.record.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.ringtail.node.record.json.JsonNumber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A text in which a pattern is found: its named groups become fields, in the order in which they
 * stand in it. A group that matches nothing makes none.
 */
final class RegexParser implements Parser {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private final Pattern pattern;
  private final List<Map.Entry<String, Integer>> groups;
  private final Set<String> integers;
  private final @Nullable TimeField time;

  /**
   * @param integers names of groups that are sent as numbers, where they are some
   */
  RegexParser(Pattern pattern, Set<String> integers, @Nullable TimeField time) {
    this.pattern = pattern;
    this.groups =
        pattern.namedGroups().entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
    this.integers = integers;
    this.time = time;
  }

  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> group : groups) {
      String value = matcher.group(group.getValue());
      if (value != null && !value.isEmpty()) {
        boolean number = integers.contains(group.getKey()) && INTEGER.matches(value);
        fields.put(group.getKey(), number ? new JsonNumber(value) : value);
      }
    }
    return fields.isEmpty() ? null : TimeField.read(time, fields, written);
  }
}
