package io.ringtail.console.filter;

import io.ringtail.console.json.JsonNull;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A condition on a JSON document. A condition on a field that is not there does not hold. */
sealed interface JsonCondition {
  boolean holds(Object document);

  record And(List<JsonCondition> parts) implements JsonCondition {
    @Override
    public boolean holds(Object document) {
      return parts.stream().allMatch(part -> part.holds(document));
    }
  }

  record Or(List<JsonCondition> parts) implements JsonCondition {
    @Override
    public boolean holds(Object document) {
      return parts.stream().anyMatch(part -> part.holds(document));
    }
  }

  /** {@code = "text"} or {@code != "text"}; {@code *} in the text stands for anything. */
  record Text(JsonPath path, Pattern expected, boolean equal) implements JsonCondition {
    @Override
    public boolean holds(Object document) {
      Object value = path.valueIn(document);
      return value != null
          && isScalar(value)
          && expected.matcher(value.toString()).matches() == equal;
    }
  }

  /** A comparison of numbers; a value that is not a number does not fulfil it. */
  record Numeric(JsonPath path, String operator, double expected) implements JsonCondition {
    @Override
    public boolean holds(Object document) {
      if (!(path.valueIn(document) instanceof Number number)) {
        return false;
      }
      int order = Double.compare(number.doubleValue(), expected);
      return switch (operator) {
        case "=" -> order == 0;
        case "!=" -> order != 0;
        case "<" -> order < 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        default -> order >= 0;
      };
    }
  }

  /** {@code IS TRUE}, {@code IS FALSE}, {@code IS NULL}. */
  record Is(JsonPath path, Object expected) implements JsonCondition {
    @Override
    public boolean holds(Object document) {
      return expected.equals(path.valueIn(document));
    }
  }

  /** {@code EXISTS}, {@code NOT EXISTS}. */
  record Exists(JsonPath path, boolean expected) implements JsonCondition {
    @Override
    public boolean holds(Object document) {
      return (path.valueIn(document) != null) == expected;
    }
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof JsonNull;
  }
}
