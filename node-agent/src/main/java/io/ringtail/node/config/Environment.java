package io.ringtail.node.config;

import io.ringtail.config.Parsed;
import io.ringtail.metadata.Surroundings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The variables that stand beside the file and beat it; a wrong one is told and counts as unset.
 */
record Environment(Surroundings surroundings, Problems problems) {
  /** The variable's value; null where it is unset, blank or wrong. */
  <T> @Nullable T read(String variable, Function<String, Parsed<T>> parse) {
    String text = surroundings.env(variable);
    if (text == null) {
      return null;
    }
    Parsed<T> parsed = parse.apply(text);
    if (!parsed.wrong().isEmpty()) {
      String outcome = parsed.outcome();
      problems.inEnvironment(
          variable, text, String.join("; ", parsed.wrong()), outcome == null ? "ignored" : outcome);
    }
    return parsed.value();
  }
}
