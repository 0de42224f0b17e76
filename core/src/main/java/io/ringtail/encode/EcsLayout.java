package io.ringtail.encode;

import io.ringtail.event.EventView;
import io.ringtail.event.Thrown;
import java.util.Set;

/**
 * Elastic Common Schema, as Elastic's ecs-logging libraries write it: dotted names, MDC and
 * key-values at the top.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs/ecs-field-reference">ECS fields</a>
 */
final class EcsLayout {
  private static final Fixed TIME = Fixed.name("@timestamp");
  private static final Fixed LEVEL = Fixed.name("log.level");
  private static final Fixed MESSAGE = Fixed.name("message");
  private static final Fixed VERSION = Fixed.name("ecs.version");
  private static final Fixed VERSION_VALUE = Fixed.string("1.2.0");
  private static final Fixed THREAD = Fixed.name("process.thread.name");
  private static final Fixed LOGGER = Fixed.name("log.logger");
  private static final Fixed SEQ = Fixed.name("event.sequence");
  private static final Fixed TAGS = Fixed.name("tags");
  private static final Fixed ORIGIN = Fixed.name("log.origin");
  private static final Fixed ERROR_TYPE = Fixed.name("error.type");
  private static final Fixed ERROR_MESSAGE = Fixed.name("error.message");
  private static final Fixed ERROR_HASH = Fixed.name("error.id");
  private static final Fixed ERROR_STACK = Fixed.name("error.stack_trace");
  private static final Fixed KUBERNETES = Fixed.name("kubernetes");
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

  private static final Layout MESSAGE_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.time(TIME, event);
          parts.level(LEVEL, event);
          parts.text.field(MESSAGE, event.message());
        }
      };

  private static final Layout ORIGIN_PART =
      new Layout() {
        @Override
        public void write(EventView event, long seq, Parts parts) {
          parts.fixed(VERSION, VERSION_VALUE);
          parts.text.repeatedField(THREAD, event.thread());
          parts.text.repeatedField(LOGGER, event.logger());
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
      };

  private EcsLayout() {}

  static Layout[] parts() {
    return new Layout[] {MESSAGE_PART, ORIGIN_PART, CONTEXT_PART, REST_PART};
  }
}
