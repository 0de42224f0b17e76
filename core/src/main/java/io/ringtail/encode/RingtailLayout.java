package io.ringtail.encode;

import com.fasterxml.jackson.core.io.SerializedString;
import io.ringtail.event.EventView;
import io.ringtail.event.Thrown;
import java.io.IOException;

/** Our own format: few top-level names, what is the program's own nested in `mdc` and `kv`. */
final class RingtailLayout implements Layout {
  private static final SerializedString TIME = new SerializedString("time");
  private static final SerializedString LEVEL = new SerializedString("level");
  private static final SerializedString LOGGER = new SerializedString("logger");
  private static final SerializedString THREAD = new SerializedString("thread");
  private static final SerializedString MESSAGE = new SerializedString("message");
  private static final SerializedString SEQ = new SerializedString("seq");
  private static final SerializedString MDC = new SerializedString("mdc");
  private static final SerializedString KV = new SerializedString("kv");
  private static final SerializedString MARKERS = new SerializedString("markers");
  private static final SerializedString CALLER = new SerializedString("caller");
  private static final SerializedString EXCEPTION = new SerializedString("exception");
  private static final SerializedString CLASS = new SerializedString("class");
  private static final SerializedString HASH = new SerializedString("hash");
  private static final SerializedString ROOT = new SerializedString("root");
  private static final SerializedString STACK = new SerializedString("stack");
  private static final SerializedString KUBERNETES = new SerializedString("kubernetes");

  @Override
  public void write(EventView event, long seq, Parts parts) throws IOException {
    parts.time(TIME, event);
    parts.level(LEVEL, event);
    parts.text.repeatedField(LOGGER, event.logger());
    parts.text.repeatedField(THREAD, event.thread());
    parts.text.field(MESSAGE, event.message());
    parts.seq(SEQ, seq);
    parts.truncation();
    parts.nestedMdc(MDC, event);
    parts.nestedKeyValues(KV, event);
    parts.markers(MARKERS, event);
    parts.caller(CALLER, event);
    Thrown thrown = event.thrown();
    if (thrown != null) {
      writeException(thrown, parts);
    }
    parts.metadata(KUBERNETES);
  }

  private static void writeException(Thrown thrown, Parts parts) throws IOException {
    parts.json.writeFieldName(EXCEPTION);
    parts.json.writeStartObject();
    writeHeadline(thrown, parts);
    parts.hash(HASH, thrown);
    Thrown root = StackText.root(thrown);
    if (root != thrown) {
      parts.json.writeFieldName(ROOT);
      parts.json.writeStartObject();
      writeHeadline(root, parts);
      parts.json.writeEndObject();
    }
    parts.stack(STACK, thrown);
    parts.json.writeEndObject();
  }

  private static void writeHeadline(Thrown thrown, Parts parts) throws IOException {
    parts.text.field(CLASS, thrown.className());
    if (thrown.message() != null) {
      parts.text.field(MESSAGE, thrown.message());
    }
  }
}
