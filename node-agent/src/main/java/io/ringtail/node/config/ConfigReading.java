package io.ringtail.node.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a configuration.
 *
 * @param config null where there is an error
 * @param problems all problems at once; where there is a config, warnings alone
 */
public record ConfigReading(@Nullable NodeConfig config, List<Problem> problems) {
  public ConfigReading {
    problems = List.copyOf(problems);
  }
}
