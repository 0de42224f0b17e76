package io.ringtail.node.record.parse;

import io.ringtail.node.record.json.JsonFields;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes fields of a text. Threading: safe. */
@FunctionalInterface
public interface Parser {
  /**
   * @param written when the text was written, as far as is known: what a time without a year or a
   *     date belongs to
   * @return null if the text does not have the shape that this parser knows
   */
  @Nullable Parsed parse(String text, Instant written);

  /**
   * What a text says.
   *
   * @param fields as in {@link JsonFields}; the caller's to change
   * @param time when it says that it was written; null if it does not, or not legibly
   */
  record Parsed(Map<String, @Nullable Object> fields, @Nullable Instant time) {}
}
