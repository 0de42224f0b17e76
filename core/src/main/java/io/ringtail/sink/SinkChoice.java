package io.ringtail.sink;

import io.ringtail.config.ConfigProblem;
import io.ringtail.config.NearestName;
import io.ringtail.config.RingtailConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The sinks that a configuration asks for.
 *
 * @param sinks those that are there, in the order of the configuration; may be empty
 * @param problems the others, and what is wrong with the options of those that are there, a line
 *     each
 */
public record SinkChoice(List<SinkFactory> sinks, List<String> problems) {
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
    return new SinkChoice(sinks, problems);
  }
}
