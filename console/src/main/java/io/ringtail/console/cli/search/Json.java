package io.ringtail.console.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object of an answer. Members that are missing or of another type read as nothing. */
record Json(Map<?, ?> members) {
  static final Json NONE = new Json(Map.of());

  static Json of(@Nullable Object value) {
    return value instanceof Map<?, ?> members ? new Json(members) : NONE;
  }

  Json object(String name) {
    return of(members.get(name));
  }

  List<Json> objects(String name) {
    List<Json> objects = new ArrayList<>();
    if (members.get(name) instanceof List<?> elements) {
      elements.forEach(element -> objects.add(of(element)));
    }
    return objects;
  }

  @Nullable String optional(String name) {
    return members.get(name) instanceof String text ? text : null;
  }

  String text(String name) {
    String text = optional(name);
    return text == null ? "" : text;
  }

  long number(String name) {
    return members.get(name) instanceof Number number ? number.longValue() : 0;
  }

  double decimal(String name) {
    return members.get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }
}
