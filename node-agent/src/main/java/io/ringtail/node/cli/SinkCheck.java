package io.ringtail.node.cli;

import io.ringtail.config.DeadLetterPlace;
import io.ringtail.config.NearestName;
import io.ringtail.node.config.ConfigReading;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.Problem;
import io.ringtail.node.config.Problem.Severity;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the sinks of a configuration are there, and what they say of their own options. */
final class SinkCheck {
  static final String VARIABLE = "RINGTAIL_SINK";

  private SinkCheck() {}

  /**
   * The reading, with what is wrong with its sinks; without a configuration if one is missing.
   *
   * @param fileName of the configuration
   * @param variable what RINGTAIL_SINK says, which beats the file; null if it is not set
   */
  static ConfigReading of(ConfigReading reading, String fileName, @Nullable String variable) {
    NodeConfig config = reading.config();
    if (config == null) {
      return reading;
    }
    SinkCatalog catalog = SinkCatalog.load(SinkCheck.class.getClassLoader());
    List<Problem> problems = new ArrayList<>(reading.problems());
    boolean missing = false;
    for (SinkConfig sink : config.sinks()) {
      SinkFactory factory = catalog.find(sink.type());
      if (factory == null) {
        missing = true;
        // A sink that the file describes has a type there; one that is only asked for is its name.
        boolean byVariable = variable != null && sink.name().equals(sink.type());
        problems.add(
            byVariable
                ? missing("environment", VARIABLE, sink, catalog)
                : missing(fileName, "sink", sink, catalog));
      } else {
        factory.check(sink.settings()).forEach(problem -> problems.add(Problem.of(problem)));
      }
    }
    if (config.agent().deadLetters() instanceof DeadLetterPlace.InSink place) {
      String wrong = catalog.problemOf(place);
      if (wrong != null) {
        problems.add(
            new Problem(
                Severity.WARNING,
                fileName,
                "dead-letter-dir",
                place.toString(),
                wrong,
                "refused records are only counted"));
      }
    }
    return new ConfigReading(missing ? null : config, problems);
  }

  private static Problem missing(
      String where, String option, SinkConfig sink, SinkCatalog catalog) {
    return new Problem(
        Severity.ERROR,
        where,
        option,
        sink.type(),
        "no such sink"
            + NearestName.hint(sink.type(), catalog.all())
            + "; legal are "
            + catalog.names(),
        "nothing is started");
  }
}
