package io.ringtail.config;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template that somebody wrote; equal where the text is. */
final class TextTemplate implements NameTemplate {

  private final String text;
  private final List<TemplatePart> parts;

  TextTemplate(String text, List<TemplatePart> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /** For texts of our own. */
  static NameTemplate trusted(String text) {
    NameTemplate template = TemplateParser.parse(text, List.of()).template();
    if (template == null) {
      throw new IllegalArgumentException(text);
    }
    return template;
  }

  @Override
  public ResolvedName resolve(
      PodMetadata metadata, Surroundings surroundings, Instant now, Map<String, String> more) {
    TemplateValues values = new TemplateValues(metadata, surroundings, now, more);
    StringBuilder name = new StringBuilder();
    Set<String> unknown = new LinkedHashSet<>();
    for (TemplatePart part : parts) {
      String value = part.value(values);
      if (value == null) {
        unknown.add(part.written());
        value = part.whenUnknown();
      }
      name.append(value);
    }
    return new ResolvedName(name.toString(), List.copyOf(unknown));
  }

  @Override
  public boolean dependsOnDate() {
    // Loops, not streams, here and below: these run while a program starts.
    for (TemplatePart part : parts) {
      if (part.dependsOnDate()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public NameTemplate withOpenDates() {
    List<TemplatePart> open = new ArrayList<>();
    for (TemplatePart part : parts) {
      open.add(
          part instanceof TemplatePart.Date date
              ? new TemplatePart.Literal("{" + date.pattern() + "}")
              : new TemplatePart.Braceless(part));
    }
    return new TextTemplate(text.replace("${date:", "{"), open);
  }

  @Override
  public boolean dependsOnLabels() {
    for (TemplatePart part : parts) {
      if (part.dependsOnLabels()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TextTemplate template && template.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
