package io.ringtail.node.agent;

import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.journal.JournalEntryConsumer;
import io.ringtail.node.record.Treatment;
import io.ringtail.node.route.Selectors;
import io.ringtail.node.route.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one journal, each unit's to a stream of its own.
 *
 * <p>Threading: the reading thread.
 */
final class JournalFlow implements JournalEntryConsumer {
  private static final String NO_UNIT = "";

  /** Sessions and scopes come and go for ever. */
  private static final int MAX_UNITS = 1_024;

  private final Stages stages;
  private final SourceConfig.Journal config;
  private final Progress progress;
  private final Map<String, StreamFlow> units = new HashMap<>();

  JournalFlow(Stages stages, SourceConfig.Journal config, Progress progress) {
    this.stages = stages;
    this.config = config;
    this.progress = progress;
  }

  @Override
  public void take(LogEntry entry, Map<String, @Nullable Object> fields, @Nullable String unit) {
    String key = unit == null ? NO_UNIT : unit;
    if (units.size() > MAX_UNITS) {
      units.clear();
    }
    units.computeIfAbsent(key, k -> flow(k.isEmpty() ? null : k)).take(entry, fields);
  }

  @Override
  public boolean isReady() {
    for (StreamFlow flow : units.values()) {
      if (!flow.isReady()) {
        return false;
      }
    }
    return true;
  }

  private StreamFlow flow(@Nullable String unit) {
    Origin origin = new Origin(config.name(), Tags.ofJournal(config, unit), null, null, unit);
    Treatment treatment =
        stages
            .treatments()
            .of(
                config.shaping(),
                origin,
                null,
                List.of(),
                selector -> Selectors.matches(selector, origin, StdStream.NONE));
    return new StreamFlow(stages, origin, StdStream.NONE, treatment, null, progress);
  }
}
