package io.ringtail.sink;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.config.NearestName;
import io.ringtail.config.Option;
import io.ringtail.config.RingtailConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sinks that a configuration asks for.
 *
 * @param sinks those that are there, in the order of the configuration; may be empty
 * @param problems the others, and what is wrong with the options of those that are there, a line
 *     each
 * @param archive the sink that refused records are kept in; null: none, or it is not there
 */
public record SinkChoice(
    List<SinkFactory> sinks, List<String> problems, @Nullable ArchiveFactory archive) {
  public SinkChoice {
    sinks = List.copyOf(sinks);
    problems = List.copyOf(problems);
  }

  /**
   * @param without what happens if none of them is there
   */
  public static SinkChoice of(RingtailConfig config, SinkCatalog catalog, String without) {
    List<SinkFactory> sinks = catalog.findAll(config.sinks());
    List<String> problems = new ArrayList<>(catalog.problems());
    String outcome = sinks.isEmpty() ? without : "events go to the others alone";
    for (String name : config.sinks()) {
      SinkFactory factory = catalog.find(name);
      if (factory == null) {
        problems.add(
            "sink=%s: no such sink%s; legal are %s, and those whose jars are added; %s"
                .formatted(name, NearestName.hint(name, catalog.all()), catalog.names(), outcome));
      } else {
        for (ConfigProblem problem : factory.check(config.sinkSettings())) {
          problems.add(problem.message());
        }
      }
    }
    return new SinkChoice(sinks, problems, archive(config, catalog, problems));
  }

  private static @Nullable ArchiveFactory archive(
      RingtailConfig config, SinkCatalog catalog, List<String> problems) {
    if (!(config.deadLetters() instanceof DeadLetterPlace.InSink place)) {
      return null;
    }
    String wrong = catalog.problemOf(place);
    if (wrong != null) {
      problems.add(
          "%s=\"%s\": %s; refused records are only counted"
              .formatted(Option.DEAD_LETTER_DIR.env(), place, wrong));
      return null;
    }
    return catalog.findArchive(place.sink());
  }
}
