package io.ringtail.encode;

import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import java.util.Set;

/** The names that logstash-logback-encoder made common, MDC and key-values at the top. */
final class LogstashLayout {
  private static final Fixed TIME = Fixed.name("@timestamp");
  private static final Fixed VERSION = Fixed.name("@version");
  private static final Fixed VERSION_VALUE = Fixed.string("1");
  private static final Fixed MESSAGE = Fixed.name("message");
  private static final Fixed LOGGER = Fixed.name("logger_name");
  private static final Fixed THREAD = Fixed.name("thread_name");
  private static final Fixed LEVEL = Fixed.name("level");
  private static final Fixed LEVEL_VALUE = Fixed.name("level_value");
  private static final Fixed SEQ = Fixed.name("seq");
  private static final Fixed TAGS = Fixed.name("tags");
  private static final Fixed CALLER = Fixed.name("caller");
  private static final Fixed STACK_HASH = Fixed.name("stack_hash");
  private static final Fixed STACK_TRACE = Fixed.name("stack_trace");
  private static final Fixed KUBERNETES = Fixed.name("kubernetes");
  private static final Set<String> RESERVED =
      Set.of(
          "@timestamp",
          "@version",
          "message",
          "logger_name",
          "thread_name",
          "level",
          "level_value",
          "seq",
          "truncated",
          "originalBytes",
          "tags",
          "caller",
          "stack_hash",
          "stack_trace",
          "kubernetes");

  private static final Layout MESSAGE_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.time(TIME, event);
          parts.fixed(VERSION, VERSION_VALUE);
          parts.text.field(MESSAGE, event.message());
        }
      };

  private static final Layout ORIGIN_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.text.repeatedField(LOGGER, event.logger());
          parts.text.repeatedField(THREAD, event.thread());
          parts.level(LEVEL, event);
          parts.json.name(LEVEL_VALUE);
          parts.json.number(levelValue(event.level()));
          parts.seq(SEQ, seq);
          parts.truncation();
        }
      };

  private static final Layout CONTEXT_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.flatContext(event, RESERVED);
          parts.markers(TAGS, event);
        }
      };

  private static final Layout REST_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.caller(CALLER, event);
          Thrown thrown = event.thrown();
          if (thrown != null) {
            parts.hash(STACK_HASH, thrown);
            parts.stack(STACK_TRACE, thrown);
          }
          parts.metadata(KUBERNETES);
        }
      };

  private LogstashLayout() {}

  static Layout[] parts() {
    return new Layout[] {MESSAGE_PART, ORIGIN_PART, CONTEXT_PART, REST_PART};
  }

  // Logback's own numbers.
  private static int levelValue(Level level) {
    return level == Level.TRACE ? 5_000 : level.ordinal() * 10_000;
  }
}
