package io.ringtail.node.record.parse;

import io.ringtail.node.record.json.JsonFields;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A text that is one JSON object. */
record JsonParser(@Nullable TimeField time) implements Parser {
  @Override
  public @Nullable Parsed parse(String text, Instant written) {
    Map<String, @Nullable Object> fields = JsonFields.of(text);
    return fields == null ? null : TimeField.read(time, fields, written);
  }
}
