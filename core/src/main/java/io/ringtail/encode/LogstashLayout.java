package io.ringtail.encode;

import com.fasterxml.jackson.core.io.SerializedString;
import io.ringtail.event.EventView;
import io.ringtail.event.Level;
import io.ringtail.event.Thrown;
import java.io.IOException;
import java.util.Set;

/** The names that logstash-logback-encoder made common, MDC and key-values at the top. */
final class LogstashLayout implements Layout {
  private static final SerializedString TIME = new SerializedString("@timestamp");
  private static final SerializedString VERSION = new SerializedString("@version");
  private static final SerializedString VERSION_VALUE = new SerializedString("1");
  private static final SerializedString MESSAGE = new SerializedString("message");
  private static final SerializedString LOGGER = new SerializedString("logger_name");
  private static final SerializedString THREAD = new SerializedString("thread_name");
  private static final SerializedString LEVEL = new SerializedString("level");
  private static final SerializedString LEVEL_VALUE = new SerializedString("level_value");
  private static final SerializedString SEQ = new SerializedString("seq");
  private static final SerializedString TAGS = new SerializedString("tags");
  private static final SerializedString CALLER = new SerializedString("caller");
  private static final SerializedString STACK_HASH = new SerializedString("stack_hash");
  private static final SerializedString STACK_TRACE = new SerializedString("stack_trace");
  private static final SerializedString KUBERNETES = new SerializedString("kubernetes");
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

  @Override
  public void write(EventView event, long seq, Parts parts) throws IOException {
    parts.time(TIME, event);
    parts.fixed(VERSION, VERSION_VALUE);
    parts.text.field(MESSAGE, event.message());
    parts.text.repeatedField(LOGGER, event.logger());
    parts.text.repeatedField(THREAD, event.thread());
    parts.level(LEVEL, event);
    parts.json.writeFieldName(LEVEL_VALUE);
    parts.json.writeNumber(levelValue(event.level()));
    parts.seq(SEQ, seq);
    parts.truncation();
    parts.flatContext(event, RESERVED);
    parts.markers(TAGS, event);
    parts.caller(CALLER, event);
    Thrown thrown = event.thrown();
    if (thrown != null) {
      parts.hash(STACK_HASH, thrown);
      parts.stack(STACK_TRACE, thrown);
    }
    parts.metadata(KUBERNETES);
  }

  // Logback's own numbers.
  private static int levelValue(Level level) {
    return level == Level.TRACE ? 5_000 : level.ordinal() * 10_000;
  }
}
