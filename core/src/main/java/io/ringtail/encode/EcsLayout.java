package io.ringtail.encode;

import com.fasterxml.jackson.core.io.SerializedString;
import io.ringtail.event.EventView;
import io.ringtail.event.Thrown;
import java.io.IOException;
import java.util.Set;

/**
 * Elastic Common Schema, as Elastic's ecs-logging libraries write it: dotted names, MDC and
 * key-values at the top.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs/ecs-field-reference">ECS fields</a>
 */
final class EcsLayout implements Layout {
  private static final SerializedString TIME = new SerializedString("@timestamp");
  private static final SerializedString LEVEL = new SerializedString("log.level");
  private static final SerializedString MESSAGE = new SerializedString("message");
  private static final SerializedString VERSION = new SerializedString("ecs.version");
  private static final SerializedString VERSION_VALUE = new SerializedString("1.2.0");
  private static final SerializedString THREAD = new SerializedString("process.thread.name");
  private static final SerializedString LOGGER = new SerializedString("log.logger");
  private static final SerializedString SEQ = new SerializedString("event.sequence");
  private static final SerializedString TAGS = new SerializedString("tags");
  private static final SerializedString ORIGIN = new SerializedString("log.origin");
  private static final SerializedString ERROR_TYPE = new SerializedString("error.type");
  private static final SerializedString ERROR_MESSAGE = new SerializedString("error.message");
  private static final SerializedString ERROR_HASH = new SerializedString("error.id");
  private static final SerializedString ERROR_STACK = new SerializedString("error.stack_trace");
  private static final SerializedString KUBERNETES = new SerializedString("kubernetes");
  private static final Set<String> RESERVED =
      Set.of(
          "@timestamp",
          "log.level",
          "message",
          "ecs.version",
          "process.thread.name",
          "log.logger",
          "event.sequence",
          "truncated",
          "originalBytes",
          "tags",
          "log.origin",
          "error.type",
          "error.message",
          "error.id",
          "error.stack_trace",
          "kubernetes");

  @Override
  public void write(EventView event, long seq, Parts parts) throws IOException {
    parts.time(TIME, event);
    parts.level(LEVEL, event);
    parts.text.field(MESSAGE, event.message());
    parts.fixed(VERSION, VERSION_VALUE);
    parts.text.repeatedField(THREAD, event.thread());
    parts.text.repeatedField(LOGGER, event.logger());
    parts.seq(SEQ, seq);
    parts.truncation();
    parts.flatContext(event, RESERVED);
    parts.markers(TAGS, event);
    parts.caller(ORIGIN, event);
    Thrown thrown = event.thrown();
    if (thrown != null) {
      parts.text.field(ERROR_TYPE, thrown.className());
      if (thrown.message() != null) {
        parts.text.field(ERROR_MESSAGE, thrown.message());
      }
      parts.hash(ERROR_HASH, thrown);
      parts.stack(ERROR_STACK, thrown);
    }
    parts.metadata(KUBERNETES);
  }
}
