package io.ringtail.node.record.parse;

import io.ringtail.node.record.json.FieldPath;
import io.ringtail.node.record.parse.Parser.Parsed;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The field that says when a text was written.
 *
 * @param name may be a path, with dots
 * @param keep whether the field stays among the others
 */
record TimeField(String name, Strptime format, boolean keep) {
  /** Takes the time from {@code fields}. One that cannot be read stays where it is. */
  static Parsed read(
      @Nullable TimeField field, Map<String, @Nullable Object> fields, Instant written) {
    Object text = field == null ? null : FieldPath.of(field.name).get(fields);
    if (field == null || text == null) {
      return new Parsed(fields, null);
    }
    Instant time = field.format.parse(text.toString(), written);
    if (time != null && !field.keep) {
      FieldPath.of(field.name).remove(fields);
    }
    return new Parsed(fields, time);
  }
}
