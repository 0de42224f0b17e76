package io.ringtail.console.cli.tail;

import com.google.re2j.Pattern;
import io.ringtail.console.cli.output.Line;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.query.Matcher;
import io.ringtail.console.query.Query;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events are shown.
 *
 * @param namespaces any of them; empty: all
 * @param pod found anywhere in the pod's name, or the log stream's where there is no pod
 * @param level the lowest; an event without a level is then left out
 * @param include each must be found in the message
 * @param exclude none may be
 */
record TailFilter(
    List<String> namespaces,
    @Nullable Pattern pod,
    @Nullable Pattern container,
    @Nullable Severity level,
    Query query,
    List<Pattern> include,
    List<Pattern> exclude) {

  TailFilter {
    namespaces = List.copyOf(namespaces);
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /**
   * @param event what {@code line} was made of
   */
  boolean takes(LogEvent event, Line line) {
    return (namespaces.isEmpty() || namespaces.contains(String.valueOf(line.namespace())))
        && found(pod, line.source())
        && found(container, line.container())
        && (level == null || level.takes(line.level()))
        && include.stream().allMatch(each -> found(each, line.message()))
        && exclude.stream().noneMatch(each -> found(each, line.message()))
        && Matcher.matches(query, event, line.timeMillis());
  }

  private static boolean found(@Nullable Pattern pattern, @Nullable String text) {
    return pattern == null || (text != null && pattern.matcher(text).find());
  }
}
