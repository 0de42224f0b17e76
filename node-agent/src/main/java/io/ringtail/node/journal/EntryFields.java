package io.ringtail.node.journal;

import io.ringtail.node.config.SourceConfig;
import java.util.LinkedHashSet;
import java.util.Set;

/** Names of journald's fields; see systemd.journal-fields(7). */
final class EntryFields {
  static final String CURSOR = "__CURSOR";
  static final String REALTIME = "__REALTIME_TIMESTAMP";
  static final String MESSAGE = "MESSAGE";
  static final String UNIT = "_SYSTEMD_UNIT";
  static final String FACILITY = "SYSLOG_FACILITY";

  /** Of an entry's place, not of its content. */
  static final String ADDRESS_PREFIX = "__";

  private EntryFields() {}

  /** What we must see of an entry: what is sent, and what we look at ourselves. */
  static Set<String> needed(SourceConfig.Journal config) {
    Set<String> names = new LinkedHashSet<>();
    for (SourceConfig.Field field : config.fields()) {
      names.add(field.journalName());
    }
    names.add(MESSAGE);
    names.add(UNIT);
    if (!config.excludedFacilities().isEmpty()) {
      names.add(FACILITY);
    }
    return names;
  }
}
