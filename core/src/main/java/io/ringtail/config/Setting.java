package io.ringtail.config;

import io.ringtail.config.ConfigProblem.Source;

/**
 * A value that somebody set.
 *
 * @param name the option as it was spelled
 * @param source where it was set
 * @param value not empty
 * @param secret whether the value must not be shown
 */
record Setting(String name, Source source, String value, boolean secret) {

  ConfigProblem problem(String wrong, String outcome) {
    return new ConfigProblem(name, source, secret ? null : value, wrong, outcome);
  }

  @Override
  public String toString() {
    return name + '=' + (secret ? "***" : value);
  }
}
