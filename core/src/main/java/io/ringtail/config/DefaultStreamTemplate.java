package io.ringtail.config;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import java.time.Instant;
import java.util.Map;

/** The log stream where no template was given: the choice needs the metadata, so it comes late. */
record DefaultStreamTemplate() implements NameTemplate {

  private static final String IN_KUBERNETES = "${namespace}/${pod}/${container}";
  private static final String OUTSIDE = "${host}/${pid}";

  @Override
  public ResolvedName resolve(
      PodMetadata metadata, Surroundings surroundings, Instant now, Map<String, String> more) {
    String template = metadata.inKubernetes() ? IN_KUBERNETES : OUTSIDE;
    return TextTemplate.trusted(template).resolve(metadata, surroundings, now, more);
  }

  @Override
  public NameTemplate withOpenDates() {
    return this;
  }

  @Override
  public boolean dependsOnDate() {
    return false;
  }

  @Override
  public boolean dependsOnLabels() {
    return false;
  }

  @Override
  public String text() {
    return Option.LOG_STREAM.defaultText();
  }

  @Override
  public String toString() {
    return text();
  }
}
