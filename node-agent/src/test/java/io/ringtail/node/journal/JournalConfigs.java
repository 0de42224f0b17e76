package io.ringtail.node.journal;

import io.ringtail.node.config.SourceConfig;
import java.nio.file.Path;
import java.util.List;

/** Configurations of a journal, with one thing different from "all of it, from its head". */
final class JournalConfigs {
  private static final SourceConfig.Shaping SHAPING =
      new SourceConfig.Shaping("off", 1_000, null, false, "", true);

  private JournalConfigs() {}

  static SourceConfig.Journal all(Path directory) {
    return of(directory, List.of(), List.of(), 0, 7, List.of(), List.of(), true, List.of());
  }

  static SourceConfig.Journal fromTail(Path directory) {
    return of(directory, List.of(), List.of(), 0, 7, List.of(), List.of(), false, List.of());
  }

  static SourceConfig.Journal units(Path directory, String... units) {
    return of(directory, List.of(units), List.of(), 0, 7, List.of(), List.of(), true, List.of());
  }

  static SourceConfig.Journal fields(Path directory, SourceConfig.Field... fields) {
    return of(directory, List.of(), List.of(), 0, 7, List.of(), List.of(), true, List.of(fields));
  }

  static SourceConfig.Journal of(
      Path directory,
      List<String> units,
      List<String> transports,
      int minPriority,
      int maxPriority,
      List<Integer> facilities,
      List<Integer> excludedFacilities,
      boolean fromHead,
      List<SourceConfig.Field> fields) {
    return new SourceConfig.Journal(
        "journal",
        directory,
        units,
        transports,
        minPriority,
        maxPriority,
        facilities,
        excludedFacilities,
        fromHead,
        fields,
        SHAPING);
  }
}
