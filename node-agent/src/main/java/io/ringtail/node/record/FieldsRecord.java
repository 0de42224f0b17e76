package io.ringtail.node.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.encode.JsonWriter;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.encode.Timestamp;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.record.json.JsonFields;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.record.parse.Parser.Parsed;
import io.ringtail.node.record.transform.RecordFields;
import io.ringtail.node.record.transform.RecordNames;
import io.ringtail.node.record.transform.Step;
import io.ringtail.telemetry.DropReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records that were taken apart: parsed, or changed by transforms. Threading: one thread.
 */
final class FieldsRecord {
  private final ShortenedFields shortened;
  private final boolean timed;
  private final Timestamp timestamp = new Timestamp();

  FieldsRecord(int maxRecordBytes, boolean timed, RecordBuffer buffer, JsonWriter json) {
    this.timed = timed;
    this.shortened = new ShortenedFields(maxRecordBytes, buffer, json);
  }

  /** The record of an entry, before the steps. */
  RecordFields of(LogEntry entry, Treatment treatment, @Nullable PreparedJson kubernetes) {
    RecordFields record = new RecordFields(entry, treatment.mergeKey());
    Map<String, @Nullable Object> fields = record.fields();
    if (entry.stream != StdStream.NONE) {
      if (timed) {
        fields.put(RecordNames.TIME, time(record.time()));
      }
      fields.put(RecordNames.STREAM, entry.stream.label());
    }
    String text = text(entry);
    fields.put(RecordNames.LOG, text);
    parse(record, text, treatment);
    if (kubernetes != null) {
      Object metadata =
          treatment.looksIntoMetadata() ? JsonFields.of(kubernetes.json()) : kubernetes;
      fields.put(RecordNames.KUBERNETES, metadata);
    }
    return record;
  }

  /** The record of an entry that comes as fields, before the steps. */
  RecordFields of(LogEntry entry, Map<String, ?> given, Treatment treatment) {
    RecordFields record = new RecordFields(entry, treatment.mergeKey());
    record.fields().putAll(given);
    parse(record, text(entry), treatment);
    return record;
  }

  /**
   * Writes what the steps leave of a record.
   *
   * @return why it is left out; null if it is not
   */
  @Nullable DropReason write(RecordFields record, Treatment treatment, List<Step> steps) {
    for (Step step : steps) {
      DropReason reason = step.onFields(record);
      if (reason != null) {
        return reason;
      }
    }
    Map<String, @Nullable Object> fields = record.fields();
    if (timed && record.entry().stream != StdStream.NONE && fields.containsKey(RecordNames.TIME)) {
      fields.put(RecordNames.TIME, time(record.time()));
    }
    if (!treatment.keepsLog()
        && record.isParsed()
        && fields.get(RecordNames.LOG) instanceof String) {
      fields.remove(RecordNames.LOG);
    }
    shortened.write(fields, record.entry());
    return null;
  }

  private static void parse(RecordFields record, String text, Treatment treatment) {
    Parsed parsed =
        treatment.parser() == null ? null : treatment.parser().parse(text, record.time());
    if (parsed == null && treatment.mergesJson()) {
      Map<String, @Nullable Object> object = JsonFields.of(text);
      parsed = object == null || isNothing(object, treatment) ? null : new Parsed(object, null);
    }
    if (parsed != null) {
      record.merge(parsed);
    }
  }

  // Beside the record's members, an empty object would not be seen.
  private static boolean isNothing(Map<String, @Nullable Object> object, Treatment treatment) {
    return object.isEmpty() && treatment.mergeKey().isEmpty();
  }

  private static String text(LogEntry entry) {
    return new String(entry.bytes, entry.offset, entry.length, UTF_8);
  }

  private String time(Instant time) {
    return new String(timestamp.of(time.getEpochSecond(), time.getNano()), US_ASCII);
  }
}
