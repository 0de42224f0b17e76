package io.ringtail.config;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A piece of a template: literal text or one placeholder. */
sealed interface TemplatePart {

  /** The text to put here; null where it is not known. */
  @Nullable String value(PodMetadata metadata, Surroundings surroundings, Instant now);

  /** As it stands in the template. */
  String written();

  /** What stands in for a value that is not known. */
  default String whenUnknown() {
    return "unknown";
  }

  record Literal(String written) implements TemplatePart {
    @Override
    public String value(PodMetadata metadata, Surroundings surroundings, Instant now) {
      return written;
    }
  }

  record Plain(Placeholder placeholder) implements TemplatePart {
    @Override
    public @Nullable String value(PodMetadata metadata, Surroundings surroundings, Instant now) {
      String value = placeholder.value(metadata, surroundings);
      return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String written() {
      return "${" + placeholder.text() + '}';
    }

    @Override
    public String whenUnknown() {
      return placeholder == Placeholder.CLUSTER ? "local" : "unknown";
    }
  }

  record Label(String key) implements TemplatePart {
    @Override
    public @Nullable String value(PodMetadata metadata, Surroundings surroundings, Instant now) {
      String value = metadata.labels().get(key);
      return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String written() {
      return "${label:" + key + '}';
    }
  }

  record Env(String name) implements TemplatePart {
    @Override
    public @Nullable String value(PodMetadata metadata, Surroundings surroundings, Instant now) {
      return surroundings.env(name);
    }

    @Override
    public String written() {
      return "${env:" + name + '}';
    }
  }

  record Date(String pattern, DateTimeFormatter formatter) implements TemplatePart {
    @Override
    public String value(PodMetadata metadata, Surroundings surroundings, Instant now) {
      return formatter.format(now);
    }

    @Override
    public String written() {
      return "${date:" + pattern + '}';
    }
  }
}
