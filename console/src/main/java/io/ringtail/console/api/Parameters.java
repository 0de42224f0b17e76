package io.ringtail.console.api;

import io.ringtail.console.query.FieldNames.Label;
import io.ringtail.console.query.Query;
import io.ringtail.console.query.QueryException;
import io.ringtail.console.query.QueryParser;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.TimeRange;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, checked. */
final class Parameters {
  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /** Of a raw query string; a name that is not among {@code legal} is refused. */
  static Parameters of(@Nullable String rawQuery, Set<String> legal) throws BadRequestException {
    Map<String, String> values = new HashMap<>();
    if (rawQuery != null) {
      for (String pair : rawQuery.split("&", -1)) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
          if (!legal.contains(name)) {
            throw new BadRequestException(
                name, "there is no parameter " + name + " here; there are " + sorted(legal));
          }
          values.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new Parameters(values);
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static String decoded(String text) throws BadRequestException {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(text, "not URL encoded: " + e.getMessage());
    }
  }

  Query query() throws BadRequestException {
    try {
      return QueryParser.parse(values.getOrDefault("q", ""));
    } catch (QueryException e) {
      throw new BadRequestException("q", e);
    }
  }

  TimeRange range() throws BadRequestException {
    return new TimeRange(
        number("from", 0, Long.MAX_VALUE, 0), number("to", 0, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  int count(String name, int min, int max, int byDefault) throws BadRequestException {
    return (int) number(name, min, max, byDefault);
  }

  private long number(String name, long min, long max, long byDefault) throws BadRequestException {
    String value = text(name);
    if (value == null) {
      return byDefault;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new BadRequestException(
        name,
        name
            + " is '"
            + value
            + "': a whole number from "
            + min
            + (max == Long.MAX_VALUE ? " up" : " to " + max)
            + " was expected");
  }

  /** Null where it is absent or empty. */
  @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  @Nullable EventPosition cursor(String name) throws BadRequestException {
    String value = text(name);
    EventPosition position = value == null ? null : EventPosition.parse(value);
    if (value != null && position == null) {
      throw new BadRequestException(
          name, name + " is '" + value + "': 'next' of an earlier answer was expected");
    }
    return position;
  }

  Label label(String name, Label byDefault) throws BadRequestException {
    String value = text(name);
    return value == null ? byDefault : labelNamed(name, value);
  }

  List<Label> labels(String name) throws BadRequestException {
    String value = text(name);
    if (value == null) {
      return List.of(Label.values());
    }
    List<Label> labels = new ArrayList<>();
    for (String each : value.split(",", -1)) {
      labels.add(labelNamed(name, each));
    }
    return labels;
  }

  private static Label labelNamed(String name, String value) throws BadRequestException {
    Label label = Label.named(value);
    if (label == null) {
      throw new BadRequestException(
          name,
          name
              + " is '"
              + value
              + "': one of "
              + String.join(", ", Arrays.stream(Label.values()).map(Label::word).toList())
              + " was expected");
    }
    return label;
  }
}
