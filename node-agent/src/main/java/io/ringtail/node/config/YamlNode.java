package io.ringtail.node.config;

import java.util.List;
import java.util.Map;

/** A piece of YAML and the line that it begins in, from 1. */
sealed interface YamlNode {
  int line();

  /**
   * A text, number or switch: which of them is for the reader to say.
   *
   * @param isNull whether there was nothing, {@code ~} or {@code null}
   */
  record Scalar(int line, String text, boolean isNull) implements YamlNode {}

  /** A list. */
  record Items(int line, List<YamlNode> items) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * A mapping.
   *
   * @param fields in the order of the file
   */
  record Fields(int line, Map<String, Field> fields) implements YamlNode {}

  /** A value and the line of its key. */
  record Field(int line, YamlNode value) {}

  /** What it is, for people. */
  default String kind() {
    if (this instanceof Items) {
      return "a list";
    }
    return this instanceof Fields ? "a mapping" : "a single value";
  }
}
