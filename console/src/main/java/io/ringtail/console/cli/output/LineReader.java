package io.ringtail.console.cli.output;

import io.ringtail.console.event.EventReader;
import io.ringtail.console.event.Leaf;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Origin;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes events apart.
 *
 * <p>Threading: one thread.
 */
public final class LineReader {
  private static final Set<String> STACKS =
      Set.of(
          "exception.stack",
          "error.stack_trace",
          "stack_trace",
          "log_processed.exception.stack",
          "log_processed.error.stack_trace",
          "log_processed.stack_trace");

  /**
   * @param event valid until the next one is read
   */
  public record Read(LogEvent event, Line line) {}

  private final EventReader reader = new EventReader();

  public Read read(
      String id,
      String group,
      String logStream,
      long timeMillis,
      long ingestedMillis,
      String message) {
    LogEvent event = reader.read(group, logStream, message);
    Origin origin = Origin.of(event.metadata(), logStream);
    Line line =
        new Line(
            id,
            timeMillis,
            ingestedMillis,
            group,
            logStream,
            event.level(),
            event.std(),
            origin.namespace(),
            origin.pod(),
            origin.container(),
            event.logger(),
            event.message(),
            event.hasException() ? stack(event) : null,
            message,
            event.isJson());
    return new Read(event, line);
  }

  private static @Nullable String stack(LogEvent event) {
    for (Leaf leaf : event.own()) {
      if (STACKS.contains(leaf.name())) {
        return leaf.value();
      }
    }
    return null;
  }
}
