package io.ringtail.encode;

import io.ringtail.event.EventView;
import io.ringtail.event.Thrown;

/** Our own format: few top-level names, what is the program's own nested in `mdc` and `kv`. */
final class RingtailLayout {
  private static final Fixed TIME = Fixed.name("time");
  private static final Fixed LEVEL = Fixed.name("level");
  private static final Fixed LOGGER = Fixed.name("logger");
  private static final Fixed THREAD = Fixed.name("thread");
  private static final Fixed MESSAGE = Fixed.name("message");
  private static final Fixed SEQ = Fixed.name("seq");
  private static final Fixed MDC = Fixed.name("mdc");
  private static final Fixed KV = Fixed.name("kv");
  private static final Fixed MARKERS = Fixed.name("markers");
  private static final Fixed CALLER = Fixed.name("caller");
  private static final Fixed EXCEPTION = Fixed.name("exception");
  private static final Fixed CLASS = Fixed.name("class");
  private static final Fixed HASH = Fixed.name("hash");
  private static final Fixed ROOT = Fixed.name("root");
  private static final Fixed STACK = Fixed.name("stack");
  private static final Fixed KUBERNETES = Fixed.name("kubernetes");

  private static final Layout ORIGIN_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.time(TIME, event);
          parts.level(LEVEL, event);
          parts.text.repeatedField(LOGGER, event.logger());
          parts.text.repeatedField(THREAD, event.thread());
        }
      };

  private static final Layout MESSAGE_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.text.field(MESSAGE, event.message());
          parts.seq(SEQ, seq);
          parts.truncation();
        }
      };

  private static final Layout CONTEXT_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.nestedMdc(MDC, event);
          parts.nestedKeyValues(KV, event);
          parts.markers(MARKERS, event);
        }
      };

  private static final Layout REST_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.caller(CALLER, event);
          Thrown thrown = event.thrown();
          if (thrown != null) {
            writeException(thrown, parts);
          }
          parts.metadata(KUBERNETES);
        }
      };

  private RingtailLayout() {}

  static Layout[] parts() {
    return new Layout[] {ORIGIN_PART, MESSAGE_PART, CONTEXT_PART, REST_PART};
  }

  private static void writeException(Thrown thrown, Parts parts) {
    parts.json.name(EXCEPTION);
    parts.json.startObject();
    writeHeadline(thrown, parts);
    parts.hash(HASH, thrown);
    Thrown root = StackText.root(thrown);
    if (root != thrown) {
      parts.json.name(ROOT);
      parts.json.startObject();
      writeHeadline(root, parts);
      parts.json.endObject();
    }
    parts.stack(STACK, thrown);
    parts.json.endObject();
  }

  private static void writeHeadline(Thrown thrown, Parts parts) {
    parts.text.field(CLASS, thrown.className());
    if (thrown.message() != null) {
      parts.text.field(MESSAGE, thrown.message());
    }
  }
}
