package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.store.PackedEvents;
import java.io.IOException;

/** Writes a stored message without making a string of it. */
final class EventJson {
  private EventJson() {}

  static void writeMessage(PackedEvents events, int index, JsonGenerator out) throws IOException {
    out.writeFieldName("message");
    out.writeUTF8String(events.array(), events.messageOffset(index), events.messageLength(index));
  }
}
