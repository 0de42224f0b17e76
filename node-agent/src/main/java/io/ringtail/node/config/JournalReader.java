package io.ringtail.node.config;

import io.ringtail.config.Parsed;
import io.ringtail.config.Values;
import io.ringtail.node.config.SourceConfig.Field;
import io.ringtail.node.config.SourceConfig.Shaping;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a source of type {@code journal}. */
final class JournalReader {
  private static final int MAX_PRIORITY = 7;
  private static final int MAX_FACILITY = 23;
  private static final Shaping AS_IT_IS = new Shaping("off", 0, null, false, "", true);

  private JournalReader() {}

  static SourceConfig.Journal read(
      String name, Section section, LogRoot logRoot, boolean fromHead) {
    int min = section.value("min-priority", Legal.whole(0, MAX_PRIORITY), 0);
    int max = section.value("max-priority", Legal.whole(0, MAX_PRIORITY), MAX_PRIORITY);
    if (min > max) {
      section.error(
          "min-priority", "above max-priority, " + max + ": 0 (emerg) is before 7 (debug)");
    }
    return new SourceConfig.Journal(
        name,
        directory(section, logRoot),
        section.values("units", Legal::name),
        section.values("transports", JournalReader::transport),
        min,
        max,
        section.values("facilities", Legal.whole(0, MAX_FACILITY)),
        section.values("exclude-facilities", Legal.whole(0, MAX_FACILITY)),
        section.value("from-head", Values::bool, fromHead),
        fields(section),
        AS_IT_IS);
  }

  private static List<Field> fields(Section section) {
    return section.map("fields", Legal::text).entrySet().stream()
        .map(each -> new Field(each.getKey(), each.getValue()))
        .toList();
  }

  private static @Nullable Path directory(Section section, LogRoot logRoot) {
    Path path = section.value("directory", Legal::absolutePath);
    return path == null ? null : Path.of(logRoot.asSeenFromHere(path.toString()));
  }

  private static Parsed<String> transport(String text) {
    // systemd.journal-fields(7)
    return Legal.oneOf(List.of("audit", "driver", "syslog", "journal", "stdout", "kernel"))
        .apply(text);
  }
}
