package io.ringtail.config;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The name of a log group or stream, with placeholders such as {@code ${namespace}}. */
public sealed interface NameTemplate permits TextTemplate, DefaultStreamTemplate {

  /** The default log group: Container Insights' own. */
  NameTemplate DEFAULT_GROUP =
      TextTemplate.trusted("/aws/containerinsights/${cluster}/application");

  /** The default log stream: by pod and container in Kubernetes, by host and process outside. */
  NameTemplate DEFAULT_STREAM = new DefaultStreamTemplate();

  /**
   * A template that stands in our own code.
   *
   * @throws IllegalArgumentException if something is wrong with it
   */
  static NameTemplate of(String text) {
    return TextTemplate.trusted(text);
  }

  /** The template, or what is wrong with the text. */
  static Parsed parse(String text) {
    return parse(text, List.of());
  }

  /**
   * The same with placeholders of the caller's own.
   *
   * @param more their names, {@code tag} for {@code ${tag}}
   */
  static Parsed parse(String text, Collection<String> more) {
    return TemplateParser.parse(text, more);
  }

  /**
   * The name for this pod at this time. A value that is not known becomes {@code unknown}, the
   * cluster {@code local}; both are reported.
   *
   * @param more values of the placeholders that the caller has added, by name; one that is missing
   *     is not known
   */
  ResolvedName resolve(
      PodMetadata metadata, Surroundings surroundings, Instant now, Map<String, String> more);

  /** Whether the name changes with time: then it may not be kept beyond a batch. */
  boolean dependsOnDate();

  /**
   * The same template with its dates left open: {@code ${date:yyyy.MM}} becomes the literal text
   * <code>{yyyy.MM}</code>, for a sink that fills in the date of each record. Other braces become
   * {@code _}.
   */
  NameTemplate withOpenDates();

  /** Whether the name changes with the pod's labels. */
  boolean dependsOnLabels();

  /** The template as written. */
  String text();

  /**
   * What came of a text.
   *
   * @param template null where there are problems
   * @param problems what is wrong
   */
  record Parsed(@Nullable NameTemplate template, List<String> problems) {
    public Parsed {
      problems = List.copyOf(problems);
    }
  }
}
