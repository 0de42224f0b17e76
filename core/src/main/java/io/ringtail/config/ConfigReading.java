package io.ringtail.config;

import java.util.List;

/**
 * A configuration that can be used, and everything that was wrong on the way to it.
 *
 * @param config the values, each wrong one replaced by its default
 * @param problems all problems at once; empty where there are none
 */
public record ConfigReading(RingtailConfig config, List<ConfigProblem> problems) {

  public ConfigReading {
    problems = List.copyOf(problems);
  }
}
