package io.ringtail.node.config;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is read. */
public sealed interface SourceConfig {
  /** Its name; routes and transforms may refer to it. Unique. */
  String name();

  /**
   * The files of containers, with the names that kubelet gives them.
   *
   * @param include globs of paths, `/var/log/containers/*.log` as a rule
   * @param exclude globs of paths, too
   */
  record Containers(
      String name, List<String> include, List<String> exclude, Reading reading, Shaping shaping)
      implements SourceConfig {
    public Containers {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /**
   * Other files of the host, a line an entry.
   *
   * @param include globs of paths
   * @param exclude globs of paths, too
   */
  record Files(
      String name, List<String> include, List<String> exclude, Reading reading, Shaping shaping)
      implements SourceConfig {
    public Files {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }
  }

  /**
   * The systemd journal. An entry is read if it has one of the values wanted for each field that is
   * named, as journalctl does it.
   *
   * @param directory where the journal is; null: journalctl's own default
   * @param units systemd units
   * @param transports values of _TRANSPORT, `kernel` for dmesg
   * @param minPriority 0 (emerg) to 7 (debug): the most urgent that is read
   * @param maxPriority the least urgent that is read
   * @param facilities values of SYSLOG_FACILITY that are read; empty: all
   * @param excludedFacilities those that are not
   * @param fromHead whether to begin with the oldest entry where there is no checkpoint
   * @param fields which fields are sent, under which names, in this order; empty: all
   */
  record Journal(
      String name,
      @Nullable Path directory,
      List<String> units,
      List<String> transports,
      int minPriority,
      int maxPriority,
      List<Integer> facilities,
      List<Integer> excludedFacilities,
      boolean fromHead,
      List<Field> fields,
      Shaping shaping)
      implements SourceConfig {
    public Journal {
      units = List.copyOf(units);
      transports = List.copyOf(transports);
      facilities = List.copyOf(facilities);
      excludedFacilities = List.copyOf(excludedFacilities);
      fields = List.copyOf(fields);
    }
  }

  /** A field of the journal and the name under which it is sent. */
  record Field(String journalName, String sentAs) {}

  /**
   * How files are read.
   *
   * @param fromHead whether files that are there at the first start are read from their beginning
   *     (READ_FROM_HEAD); files that appear later always are
   * @param maxLineBytes longer lines are shortened to so many bytes
   * @param charset of the text
   */
  record Reading(boolean fromHead, int maxLineBytes, Charset charset) {}

  /**
   * What becomes of entries.
   *
   * @param multiline `auto`, `off` or the name of a rule
   * @param multilineFlushMillis how long an entry waits for a line that continues it
   * @param parser the name of a parser for entries that no pod's annotation speaks of; null: none
   * @param mergeJson whether an entry that is a JSON object is sent as such
   * @param mergeKey under which name; empty: at the top level
   * @param keepLog whether the text is sent as well where it was parsed
   */
  record Shaping(
      String multiline,
      long multilineFlushMillis,
      @Nullable String parser,
      boolean mergeJson,
      String mergeKey,
      boolean keepLog) {}
}
