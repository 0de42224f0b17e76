package io.ringtail.node.record;

import io.ringtail.encode.Fixed;
import io.ringtail.encode.JsonWriter;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.record.json.FieldWriter;
import io.ringtail.node.record.json.JsonFields;
import io.ringtail.node.record.transform.RecordNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes fields, with their longest texts cut as far as they must be. Threading: one thread. */
final class ShortenedFields {
  private static final Fixed TRUNCATED = Fixed.name(RecordNames.TRUNCATED);
  private static final Fixed ORIGINAL_BYTES = Fixed.name(RecordNames.ORIGINAL_BYTES);

  /** Shorter texts say too little. */
  private static final int LEAST_CHARS = 256;

  private final int maxRecordBytes;
  private final RecordBuffer buffer;
  private final JsonWriter json;
  private final FieldWriter writer;

  ShortenedFields(int maxRecordBytes, RecordBuffer buffer, JsonWriter json) {
    this.maxRecordBytes = maxRecordBytes;
    this.buffer = buffer;
    this.json = json;
    this.writer = new FieldWriter(json);
  }

  void write(Map<String, @Nullable Object> fields, LogEntry entry) {
    if (fits(fields, Integer.MAX_VALUE, entry.originalBytes)) {
      return;
    }
    long originalBytes = Math.max(entry.originalBytes, entry.length);
    if (fits(fields, LEAST_CHARS, originalBytes)) {
      shorten(fields, originalBytes);
    } else {
      // So many fields that texts would have to become stubs: what they say goes as one text.
      shorten(asText(fields, originalBytes), originalBytes);
    }
  }

  private Map<String, @Nullable Object> asText(
      Map<String, @Nullable Object> fields, long originalBytes) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(fields);
    Map<String, @Nullable Object> text = new LinkedHashMap<>();
    for (String name : List.of(RecordNames.TIME, RecordNames.STREAM, RecordNames.KUBERNETES)) {
      if (rest.containsKey(name)) {
        text.put(name, rest.remove(name));
      }
    }
    text.put(RecordNames.LOG, JsonFields.text(rest));
    if (!fits(text, LEAST_CHARS, originalBytes)) {
      text.remove(RecordNames.KUBERNETES);
    }
    return text;
  }

  /** Finds the longest texts with which the record fits, give or take a thousandth. */
  private void shorten(Map<String, @Nullable Object> fields, long originalBytes) {
    fits(fields, maxRecordBytes, originalBytes);
    int fits = 0;
    int tooLong = Math.min(maxRecordBytes, writer.longestChars()) + 1;
    while (tooLong - fits > 1 + fits / 1_000) {
      int middle = (fits + tooLong) >>> 1;
      if (fits(fields, middle, originalBytes)) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    fits(fields, fits, originalBytes);
  }

  private boolean fits(Map<String, @Nullable Object> fields, int maxChars, long originalBytes) {
    writer.setMaxChars(maxChars);
    json.begin();
    writer.members(fields);
    if (originalBytes > 0) {
      json.name(TRUNCATED);
      json.bool(true);
      json.name(ORIGINAL_BYTES);
      json.number(originalBytes);
    }
    json.endObject();
    return !buffer.overflowed();
  }
}
