package io.ringtail.config;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A piece of a template: literal text or one placeholder. */
sealed interface TemplatePart {

  /** The text to put here; null where it is not known. */
  @Nullable String value(TemplateValues values);

  /** As it stands in the template. */
  String written();

  /** What stands in for a value that is not known. */
  default String whenUnknown() {
    return "unknown";
  }

  /** Whether the value changes with time. */
  default boolean dependsOnDate() {
    return false;
  }

  /** Whether the value changes with the pod's labels. */
  default boolean dependsOnLabels() {
    return false;
  }

  record Literal(String written) implements TemplatePart {
    @Override
    public String value(TemplateValues values) {
      return written;
    }
  }

  record Plain(Placeholder placeholder) implements TemplatePart {
    @Override
    public @Nullable String value(TemplateValues values) {
      String value = placeholder.value(values.metadata(), values.surroundings());
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

  /** A placeholder that the caller has added. */
  record Added(String name) implements TemplatePart {
    @Override
    public @Nullable String value(TemplateValues values) {
      String value = values.more().get(name);
      return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String written() {
      return "${" + name + '}';
    }
  }

  record Label(String key) implements TemplatePart {
    @Override
    public @Nullable String value(TemplateValues values) {
      String value = values.metadata().labels().get(key);
      return value == null || value.isEmpty() ? null : value;
    }

    @Override
    public String written() {
      return "${label:" + key + '}';
    }

    @Override
    public boolean dependsOnLabels() {
      return true;
    }
  }

  record Env(String name) implements TemplatePart {
    @Override
    public @Nullable String value(TemplateValues values) {
      return values.surroundings().env(name);
    }

    @Override
    public String written() {
      return "${env:" + name + '}';
    }
  }

  /** One that cannot be taken for a date that was left open. */
  record Braceless(TemplatePart part) implements TemplatePart {
    @Override
    public @Nullable String value(TemplateValues values) {
      String value = part.value(values);
      return value == null ? null : value.replace('{', '_').replace('}', '_');
    }

    @Override
    public String written() {
      return part.written();
    }

    @Override
    public String whenUnknown() {
      return part.whenUnknown();
    }
  }

  record Date(String pattern, DateTimeFormatter formatter) implements TemplatePart {
    /**
     * @throws IllegalArgumentException if {@code pattern} is no java.time pattern
     */
    static Date of(String pattern) {
      try {
        DateTimeFormatter formatter =
            DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        // Some letters are only refused when a date is formatted.
        if (formatter.format(Instant.EPOCH).isBlank()) {
          throw new IllegalArgumentException("it gives no text");
        }
        return new Date(pattern, formatter);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }

    @Override
    public String value(TemplateValues values) {
      return formatter.format(values.now());
    }

    @Override
    public String written() {
      return "${date:" + pattern + '}';
    }

    @Override
    public boolean dependsOnDate() {
      return true;
    }
  }
}
