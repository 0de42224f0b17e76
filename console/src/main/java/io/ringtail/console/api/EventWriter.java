package io.ringtail.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.Leaf;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Origin;
import io.ringtail.console.store.AcceptedBlock;
import io.ringtail.console.store.EventPosition;
import io.ringtail.console.store.PackedEvents;
import io.ringtail.console.store.StreamId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events as the API gives them.
 *
 * <p>Threading: one thread.
 */
final class EventWriter {
  private static final int MAX_MESSAGE_CHARS = 4_096;

  private final EventReader reader = new EventReader();

  /** The event at this place of the block; valid until the next call. */
  LogEvent read(AcceptedBlock block, PackedEvents events, int index) {
    StreamId stream = block.stream().id();
    return reader.read(
        stream.group(),
        stream.stream(),
        events.array(),
        events.messageOffset(index),
        events.messageLength(index));
  }

  void write(AcceptedBlock block, EventPosition position, LogEvent event, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    writeFields(block, position, event, out);
    out.writeEndObject();
  }

  /** The same, and all that there is of it. */
  void writeWhole(
      AcceptedBlock block, EventPosition position, LogEvent event, String raw, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    writeFields(block, position, event, out);
    out.writeStringField("raw", raw);
    out.writeFieldName("json");
    if (event.isJson()) {
      out.writeRawValue(raw);
    } else {
      out.writeNull();
    }
    out.writeArrayFieldStart("fields");
    for (Leaf leaf : EventReader.fields(raw)) {
      out.writeStartArray();
      out.writeString(leaf.name());
      out.writeString(leaf.value());
      out.writeEndArray();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void writeFields(
      AcceptedBlock block, EventPosition position, LogEvent event, JsonGenerator out)
      throws IOException {
    Origin origin = Origin.of(event.metadata(), event.logStream());
    String message = event.message();
    boolean isCut = message.length() > MAX_MESSAGE_CHARS;
    out.writeStringField("id", position.eventId());
    out.writeNumberField("time", position.timestampMillis());
    out.writeNumberField("ingested", block.ingestionTimeMillis());
    out.writeStringField("group", event.group());
    out.writeStringField("logStream", event.logStream());
    writeOptional("level", event.level(), out);
    writeOptional("stream", event.std(), out);
    writeOptional("namespace", origin.namespace(), out);
    writeOptional("pod", origin.pod(), out);
    writeOptional("container", origin.container(), out);
    writeOptional("logger", event.logger(), out);
    out.writeStringField("message", isCut ? head(message) : message);
    out.writeBooleanField("truncated", isCut || event.isTruncated());
    out.writeBooleanField("exception", event.hasException());
  }

  /** Does not cut a surrogate pair in two. */
  private static String head(String message) {
    int end = MAX_MESSAGE_CHARS;
    return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end);
  }

  private static void writeOptional(String name, @Nullable String value, JsonGenerator out)
      throws IOException {
    if (value == null) {
      out.writeNullField(name);
    } else {
      out.writeStringField(name, value);
    }
  }
}
