package io.ringtail.node.journal;

import io.ringtail.node.config.SourceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is asked of journalctl. */
final class JournalctlCommand {
  private static final int MAX_PRIORITY = 7;

  private JournalctlCommand() {}

  /**
   * @param follow whether to wait for new entries after the last
   */
  static List<String> of(
      String program, SourceConfig.Journal config, Bookmark from, boolean follow) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.add("--output=json");
    // Else a field of more than 4,096 bytes is shown as null.
    command.add("--all");
    command.add("--no-pager");
    // From systemd 250 on, --follow means --boot too, and what was logged before a reboot and not
    // read yet would be left out. --merge is the only option that undoes it.
    command.add("--merge");
    if (follow) {
      command.add("--follow");
      command.add("--no-tail");
    }
    if (config.directory() != null) {
      command.add("--directory=" + config.directory());
    }
    if (!config.fields().isEmpty()) {
      command.add("--output-fields=" + String.join(",", EntryFields.needed(config)));
    }
    addPlace(command, from);
    addMatches(command, config);
    return command;
  }

  private static void addPlace(List<String> command, Bookmark from) {
    if (from instanceof Bookmark.After after) {
      // Not --after-cursor: before systemd 255 it leaves out the first entry that matches where the
      // cursor's own entry is gone. The cursor's own entry comes first here, and is known by it.
      command.add("--cursor=" + after.cursor());
    } else if (from instanceof Bookmark.Since since) {
      command.add("--since=@" + since.epochSecond());
    }
  }

  /** Values of one field are alternatives, different fields must all match. */
  private static void addMatches(List<String> command, SourceConfig.Journal config) {
    for (String unit : config.units()) {
      // Not --unit: that adds what systemd and others say about the unit, which belongs to no
      // stream of the unit. Fluent Bit's Systemd_Filter compares this very field.
      command.add("_SYSTEMD_UNIT=" + (unit.contains(".") ? unit : unit + ".service"));
    }
    for (String transport : config.transports()) {
      command.add("_TRANSPORT=" + transport);
    }
    if (config.minPriority() > 0 || config.maxPriority() < MAX_PRIORITY) {
      for (int priority = config.minPriority(); priority <= config.maxPriority(); priority++) {
        command.add("PRIORITY=" + priority);
      }
    }
    Set<Integer> facilities = new TreeSet<>(config.facilities());
    for (int facility : facilities) {
      command.add("SYSLOG_FACILITY=" + facility);
    }
  }
}
