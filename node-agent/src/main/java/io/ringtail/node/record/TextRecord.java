package io.ringtail.node.record;

import io.ringtail.encode.Fixed;
import io.ringtail.encode.JsonWriter;
import io.ringtail.encode.RecordBuffer;
import io.ringtail.encode.Timestamp;
import io.ringtail.event.RecordForm;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.record.json.JsonObjectCopy;
import io.ringtail.node.record.json.JsonObjectCopy.Result;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.record.json.Utf8Text;
import io.ringtail.node.record.transform.RecordNames;
import org.jspecify.annotations.Nullable;

/**
 * Writes records from an entry's bytes, without taking them apart: what almost all entries need.
 *
 * <p>Threading: one thread. Allocates: nothing.
 */
final class TextRecord {
  private static final Fixed TIME = Fixed.of(",\"time\":\"");
  private static final Fixed[] STREAMS = {
    Fixed.of("\",\"stream\":\"stdout\""), Fixed.of("\",\"stream\":\"stderr\"")
  };
  private static final Fixed[] STREAMS_ALONE = {
    Fixed.of(",\"stream\":\"stdout\""), Fixed.of(",\"stream\":\"stderr\"")
  };
  private static final Fixed LOG = Fixed.of(",\"log\":\"");
  private static final Fixed QUOTE = Fixed.of("\"");
  private static final Fixed KUBERNETES = Fixed.name(RecordNames.KUBERNETES);
  private static final Fixed TRUNCATED = Fixed.of(",\"truncated\":true,\"originalBytes\":");

  private final int maxRecordBytes;
  private final boolean timed;
  private final RecordBuffer buffer;
  private final JsonWriter json;
  private final Utf8Text text;
  private final JsonObjectCopy object;
  private final Timestamp timestamp = new Timestamp();

  TextRecord(
      int maxRecordBytes, boolean timed, RecordBuffer buffer, JsonWriter json, RecordForm form) {
    this.maxRecordBytes = maxRecordBytes;
    this.timed = timed;
    this.buffer = buffer;
    this.json = json;
    this.text = new Utf8Text(buffer, form);
    this.object = new JsonObjectCopy(buffer, form, RecordNames.ALL);
  }

  /**
   * @return false if the record must be taken apart after all
   */
  boolean write(LogEntry entry, Treatment treatment, @Nullable PreparedJson kubernetes) {
    if (treatment.mergesJson()
        && JsonObjectCopy.mayBeObject(entry.bytes, entry.offset, entry.length)) {
      Result result = writeObject(entry, treatment);
      if (result == Result.NAME_TAKEN) {
        return false;
      }
      if (result == Result.COPIED) {
        end(kubernetes, entry.originalBytes);
        if (!buffer.overflowed()) {
          return true;
        }
      }
    }
    writeText(entry, entry.length, kubernetes, entry.originalBytes);
    if (buffer.overflowed()) {
      shorten(entry, kubernetes);
    }
    return true;
  }

  private Result writeObject(LogEntry entry, Treatment treatment) {
    begin(entry);
    if (treatment.keepsLog()) {
      log(entry, entry.length);
    }
    if (treatment.mergeKey().isEmpty()) {
      json.element();
      return object.copyMembers(entry.bytes, entry.offset, entry.length);
    }
    json.name(treatment.mergeName());
    return object.copy(entry.bytes, entry.offset, entry.length);
  }

  private void writeText(
      LogEntry entry, int length, @Nullable PreparedJson kubernetes, long originalBytes) {
    begin(entry);
    log(entry, length);
    end(kubernetes, originalBytes);
  }

  /** As much of the text as there is room for beside the rest of the record. */
  private void shorten(LogEntry entry, @Nullable PreparedJson kubernetes) {
    long originalBytes = Math.max(entry.originalBytes, entry.length);
    writeText(entry, 0, kubernetes, originalBytes);
    PreparedJson metadata = kubernetes;
    if (buffer.overflowed()) {
      // Metadata alone longer than a record may be: the text is worth more.
      metadata = null;
      writeText(entry, 0, null, originalBytes);
    }
    long room = maxRecordBytes - buffer.measuredJsonBytes();
    int end = text.cut(entry.bytes, entry.offset, entry.offset + entry.length, room);
    writeText(entry, end - entry.offset, metadata, originalBytes);
  }

  private void begin(LogEntry entry) {
    json.begin();
    if (entry.stream == StdStream.NONE) {
      return;
    }
    if (!timed) {
      json.name(STREAMS_ALONE[entry.stream.ordinal()]);
      return;
    }
    json.name(TIME);
    byte[] time = timestamp.of(entry.epochSecond, entry.nanoOfSecond);
    json.raw(time, time.length);
    json.fixed(STREAMS[entry.stream.ordinal()]);
  }

  private void log(LogEntry entry, int length) {
    json.name(LOG);
    text.write(entry.bytes, entry.offset, entry.offset + length);
    json.fixed(QUOTE);
  }

  private void end(@Nullable PreparedJson kubernetes, long originalBytes) {
    if (kubernetes != null) {
      json.name(KUBERNETES);
      kubernetes.writeTo(json);
    }
    if (originalBytes > 0) {
      json.name(TRUNCATED);
      json.number(originalBytes);
    }
    json.endObject();
  }
}
