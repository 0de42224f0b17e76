package io.ringtail.node.record.parse;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text in which a pattern is found: its named groups become fields, in the order in which they
 * stand in it. A group that matches nothing makes none.
 */
final class RegexParser implements Parser {
  private final Pattern pattern;
  private final List<Map.Entry<String, Integer>> groups;
  private final @Nullable TimeField time;

  RegexParser(Pattern pattern, @Nullable TimeField time) {
    this.pattern = pattern;
    this.groups =
        pattern.namedGroups().entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
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
        fields.put(group.getKey(), value);
      }
    }
    return fields.isEmpty() ? null : TimeField.read(time, fields, written);
  }
}
