package io.ringtail.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.status.Status;
import io.ringtail.config.NearestName;
import io.ringtail.config.Option;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Elements in the appender's XML that are no option of ours.
 *
 * <p>Logback ignores them with a warning of its own, before the appender starts; found there, they
 * are told with the rest, and with the name that was probably meant.
 */
final class UnknownOptions {
  private static final Pattern IGNORED =
      Pattern.compile(
          "Ignoring unknown property \\[([^\\]]+)\\] in \\["
              + Pattern.quote(RingtailAppender.class.getName())
              + "\\].*",
          Pattern.DOTALL);

  private static final List<String> KNOWN =
      Arrays.stream(Option.values())
          .filter(
              option ->
                  option.scope() == Option.Scope.IN_PROCESS || option.scope() == Option.Scope.SINK)
          .map(Option::xmlName)
          .toList();

  private UnknownOptions() {}

  static List<String> toldBy(Context context) {
    List<String> problems = new ArrayList<>();
    for (Status status : context.getStatusManager().getCopyOfStatusList()) {
      Matcher ignored = IGNORED.matcher(String.valueOf(status.getMessage()));
      if (ignored.matches()) {
        String name = ignored.group(1);
        String problem =
            "<"
                + name
                + "> (configuration file): no such option"
                + NearestName.hint(name, KNOWN)
                + "; ignored";
        if (!problems.contains(problem)) {
          problems.add(problem);
        }
      }
    }
    return problems;
  }
}
