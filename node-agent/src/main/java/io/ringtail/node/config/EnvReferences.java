package io.ringtail.node.config;

import io.ringtail.metadata.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of variables in place of <code>${env:NAME}</code> and <code>${env:NAME:-default}
 * </code>. This happens to values that are read already: a variable cannot add keys or lines.
 *
 * @param text with every value that is known in place
 * @param missing the variables that are not set and have no default; their references still stand
 */
record EnvReferences(String text, List<String> missing) {
  private static final String OPEN = "${env:";
  private static final String DEFAULT = ":-";

  EnvReferences {
    missing = List.copyOf(missing);
  }

  static EnvReferences resolve(String written, Surroundings surroundings) {
    if (!written.contains(OPEN)) {
      return new EnvReferences(written, List.of());
    }
    StringBuilder text = new StringBuilder();
    List<String> missing = new ArrayList<>();
    int at = 0;
    while (true) {
      int open = written.indexOf(OPEN, at);
      int close = open < 0 ? -1 : written.indexOf('}', open);
      if (close < 0) {
        return new EnvReferences(text.append(written, at, written.length()).toString(), missing);
      }
      text.append(written, at, open);
      String reference = written.substring(open + OPEN.length(), close);
      String value = value(reference, surroundings);
      if (value == null) {
        missing.add(reference);
        text.append(written, open, close + 1);
      } else {
        text.append(value);
      }
      at = close + 1;
    }
  }

  private static @Nullable String value(String reference, Surroundings surroundings) {
    int colon = reference.indexOf(DEFAULT);
    String name = colon < 0 ? reference : reference.substring(0, colon);
    String value = surroundings.env(name);
    if (value != null || colon < 0) {
      return value;
    }
    return reference.substring(colon + DEFAULT.length());
  }
}
