package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;

/**
 * A value that somebody set.
 *
 * @param name the option as it was spelled
 * @param source where it was set
 * @param value not empty
 */
record Setting(String name, Source source, String value) {

  ConfigProblem problem(String wrong, String outcome) {
    return new ConfigProblem(name, source, value, wrong, outcome);
  }
}
