package io.ringtail.node.config;

import io.ringtail.node.config.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that was found wrong with one file and the environment. */
final class Problems {
  private static final String NOT_USED = "the file is not used";

  private final String fileName;
  private final List<Placed> found = new ArrayList<>();

  /** A problem and its line; what is not in the file comes last. */
  private record Placed(int line, Problem problem) {}

  Problems(String fileName) {
    this.fileName = fileName;
  }

  void error(int line, String option, @Nullable String value, String wrong) {
    inFile(Severity.ERROR, line, option, value, wrong, NOT_USED);
  }

  void warning(int line, String option, @Nullable String value, String wrong, String outcome) {
    inFile(Severity.WARNING, line, option, value, wrong, outcome);
  }

  /** A wrong variable never stops the agent: it counts as not set. */
  void inEnvironment(String variable, String value, String wrong, String outcome) {
    add(new Problem(Severity.WARNING, Problem.ENVIRONMENT, variable, value, wrong, outcome));
  }

  void add(Problem problem) {
    found.add(new Placed(Integer.MAX_VALUE, problem));
  }

  boolean hasErrors() {
    return found.stream().anyMatch(each -> each.problem().isError());
  }

  /** In the order of the file. */
  List<Problem> all() {
    return found.stream()
        .sorted(Comparator.comparingInt(Placed::line))
        .map(Placed::problem)
        .toList();
  }

  private void inFile(
      Severity severity,
      int line,
      String option,
      @Nullable String value,
      String wrong,
      String outcome) {
    String where = fileName + ':' + line;
    found.add(new Placed(line, new Problem(severity, where, option, value, wrong, outcome)));
  }
}
