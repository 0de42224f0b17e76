package io.ringtail.node.record;

import io.ringtail.encode.JsonWriter;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.event.RecordForm;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.record.Verdict.Kept;
import io.ringtail.node.record.Verdict.LeftOut;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.record.transform.RecordFields;
import io.ringtail.node.record.transform.Step;
import io.ringtail.telemetry.DropReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of entries: one JSON object each, in the shape of Fluent Bit's Container Insights
 * pipeline, {@code {"time":…,"stream":"stdout","log":"…","log_processed":{…},"kubernetes":{…}}};
 * outside of containers without time and stream.
 *
 * <p>A record that would be longer than the limit has its text cut, and says so by {@code
 * "truncated":true} and {@code originalBytes}, what the text had. None is given up for its length.
 *
 * <p>Threading: the reading thread. Allocates: nothing, for entries that no parser and no transform
 * takes apart.
 */
public final class EntryEncoder {
  private final TextRecord textRecord;
  private final FieldsRecord fieldsRecord;
  private final Kept kept;

  /**
   * @param maxRecordBytes the longest record that the destination takes, as JSON; a few hundred
   *     bytes at least
   * @param form in which it wants them
   */
  public EntryEncoder(int maxRecordBytes, RecordForm form) {
    this(maxRecordBytes, form, true);
  }

  /**
   * @param timed whether a record says when it was written, to the nanosecond; without it, the
   *     destination knows by the record's timestamp, to the millisecond
   */
  public EntryEncoder(int maxRecordBytes, RecordForm form, boolean timed) {
    RecordBuffer buffer = new RecordBuffer(maxRecordBytes, form);
    JsonWriter json = new JsonWriter(buffer, form);
    this.textRecord = new TextRecord(maxRecordBytes, timed, buffer, json, form);
    this.fieldsRecord = new FieldsRecord(maxRecordBytes, timed, buffer, json);
    this.kept = new Kept(buffer);
  }

  /**
   * Writes one entry.
   *
   * @param kubernetes the pod's metadata; null: none is sent
   * @return what is valid until the next call
   */
  public Verdict encode(LogEntry entry, Treatment treatment, @Nullable PreparedJson kubernetes) {
    if (treatment.canDoWithText(entry)) {
      DropReason reason = leftOutByText(entry, treatment.steps());
      if (reason != null) {
        return LeftOut.of(reason);
      }
      if (textRecord.write(entry, treatment, kubernetes)) {
        return kept.at(entry.epochMillis());
      }
      // The steps have had their say.
      return write(fieldsRecord.of(entry, treatment, kubernetes), treatment, List.of());
    }
    RecordFields record = fieldsRecord.of(entry, treatment, kubernetes);
    return write(record, treatment, treatment.steps());
  }

  /**
   * Writes an entry that comes as fields, of the journal say: these are the record, in their order.
   * A parser, if there is one, is given the entry's text.
   *
   * @param fields values as in {@link io.ringtail.node.record.json.JsonFields}
   */
  public Verdict encodeFields(LogEntry entry, Map<String, ?> fields, Treatment treatment) {
    return write(fieldsRecord.of(entry, fields, treatment), treatment, treatment.steps());
  }

  private Verdict write(RecordFields record, Treatment treatment, List<Step> steps) {
    DropReason reason = fieldsRecord.write(record, treatment, steps);
    return reason == null ? kept.at(record.time().toEpochMilli()) : LeftOut.of(reason);
  }

  private static @Nullable DropReason leftOutByText(LogEntry entry, List<Step> steps) {
    for (int i = 0; i < steps.size(); i++) {
      DropReason reason = steps.get(i).onText(entry);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }
}
