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

/** Whether the sinks of a configuration are there, and what they say of their own options. */
final class SinkCheck {
  private SinkCheck() {}

  /** The reading, with what is wrong with its sinks; without a configuration if one is missing. */
  static ConfigReading of(ConfigReading reading, String fileName) {
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
        problems.add(missing(sink, catalog, fileName));
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

  private static Problem missing(SinkConfig sink, SinkCatalog catalog, String fileName) {
    return new Problem(
        Severity.ERROR,
        fileName,
        "sink",
        sink.type(),
        "no such sink"
            + NearestName.hint(sink.type(), catalog.all())
            + "; legal are "
            + catalog.names(),
        "nothing is started");
  }
}
