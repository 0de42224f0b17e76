package io.ringtail.node.record;

import io.ringtail.node.config.Selector;
import io.ringtail.node.config.SourceConfig.Shaping;
import io.ringtail.node.config.TransformConfig;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.record.parse.Parser;
import io.ringtail.node.record.parse.Parsers;
import io.ringtail.node.record.transform.Steps;
import io.ringtail.telemetry.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Works out what becomes of the entries of each log, by one configuration.
 *
 * <p>Threading: the reading thread.
 */
public final class Treatments {
  private final Parsers parsers;
  private final Steps steps;

  /**
   * @param transforms in the order in which they are applied
   * @throws IllegalArgumentException if a transform names a ready pattern that is not there
   */
  public Treatments(List<TransformConfig> transforms, Parsers parsers, Clock clock) {
    this.parsers = parsers;
    this.steps = new Steps(transforms, parsers, clock);
  }

  /**
   * To be asked again when something has become known about the pod.
   *
   * @param podParser the parser that the pod's annotations name; null: the source's decides
   * @param podTransforms what they ask for, to be applied after what is configured
   * @param selects whether a selector selects this stream of this log
   */
  public Treatment of(
      Shaping shaping,
      Origin origin,
      @Nullable String podParser,
      List<TransformConfig> podTransforms,
      Predicate<Selector> selects) {
    Steps.Selected selected = steps.of(origin, selects, podTransforms);
    return new Treatment(
        shaping.mergeJson(),
        shaping.mergeKey(),
        shaping.keepLog(),
        parser(shaping, origin, podParser),
        selected.steps(),
        selected.lookIntoMetadata());
  }

  /** For what the agent itself says: the text, as it is. */
  public Treatment ofOwnWords() {
    return new Treatment(false, "", true, null, List.of(), false);
  }

  private @Nullable Parser parser(Shaping shaping, Origin origin, @Nullable String podParser) {
    if (podParser != null && origin.pod() != null) {
      String pod = origin.pod().namespace() + "/" + origin.pod().pod();
      Parser asked = parsers.find(podParser, "pod " + pod);
      if (asked != null) {
        return asked;
      }
    }
    return shaping.parser() == null
        ? null
        : parsers.find(shaping.parser(), "source " + origin.source());
  }
}
