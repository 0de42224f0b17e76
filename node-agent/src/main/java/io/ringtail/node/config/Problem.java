package io.ringtail.node.config;

import io.ringtail.config.ConfigProblem;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration.
 *
 * @param severity an error: the file is not used
 * @param where file and line, or the environment
 * @param option the whole path of the key, or the variable
 * @param value as it was written; null where there is none to show
 * @param wrong what is wrong and what is legal
 * @param outcome what happens now
 */
public record Problem(
    Severity severity,
    String where,
    String option,
    @Nullable String value,
    String wrong,
    String outcome) {

  /** Whether the configuration can be used all the same. */
  public enum Severity {
    ERROR,
    WARNING
  }

  static final String ENVIRONMENT = "environment";

  public Problem {
    value = value == null ? null : ConfigProblem.printable(value);
  }

  /** What a sink has found wrong with its own options. */
  public static Problem of(ConfigProblem problem) {
    return new Problem(
        Severity.WARNING,
        problem.source().toString(),
        problem.option(),
        problem.value(),
        problem.wrong(),
        problem.outcome());
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * One line for people and editors, for example {@code ringtail.yaml:12: error:
   * agent.linger-ms="soon": legal is a whole number of milliseconds from 0 to 600000; the file is
   * not used}.
   */
  public String message() {
    StringBuilder line = new StringBuilder(where);
    line.append(isError() ? ": error: " : ": warning: ");
    if (!option.isEmpty()) {
      line.append(option);
      if (value != null) {
        line.append("=\"").append(value).append('"');
      }
      line.append(": ");
    }
    return line.append(wrong).append("; ").append(outcome).toString();
  }

  @Override
  public String toString() {
    return message();
  }
}
