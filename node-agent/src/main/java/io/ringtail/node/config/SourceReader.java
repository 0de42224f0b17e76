package io.ringtail.node.config;

import io.ringtail.config.ByteSize;
import io.ringtail.config.MetadataMode;
import io.ringtail.config.Parsed;
import io.ringtail.config.Values;
import io.ringtail.node.config.SourceConfig.Reading;
import io.ringtail.node.config.SourceConfig.Shaping;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code sources}. */
final class SourceReader {
  /** The names that sources, transforms and pods may use for what is ready in the agent. */
  static final List<String> READY_MULTILINE = List.of("auto", "off");

  private static final int MIN_LINE_BYTES = 1 << 10;
  private static final int MAX_LINE_BYTES = 16 << 20;

  // What one event of CloudWatch Logs holds at most.
  private static final int LINE_BYTES = 1 << 20;
  private static final long FLUSH_MILLIS = 1_000;
  private static final List<String> ALL_CONTAINERS = List.of("/var/log/containers/*.log");

  /** What can be read. */
  enum Type {
    CONTAINERS,
    FILES,
    JOURNAL
  }

  private final Names sources;
  private final Names parsers;
  private final Names multilineRules;
  private final LogRoot logRoot;
  private final boolean filesFromHead;
  private final boolean journalFromHead;
  private final boolean keepLog;

  SourceReader(
      Names sources,
      Names parsers,
      Names multilineRules,
      LogRoot logRoot,
      MetadataMode metadata,
      Environment environment) {
    this.sources = sources;
    this.parsers = parsers;
    this.multilineRules = multilineRules;
    this.logRoot = logRoot;
    // What is lean says nothing twice.
    this.keepLog = metadata != MetadataMode.LEAN;
    Boolean head = environment.read("READ_FROM_HEAD", Values::bool);
    filesFromHead = head != null && head;
    // Container Insights asks the journal the other way round.
    Boolean tail = environment.read("READ_FROM_TAIL", Values::bool);
    journalFromHead = tail != null && !tail;
  }

  /** Null where it cannot be told what is to be read, which is told. */
  @Nullable SourceConfig read(Section section) {
    String name = sources.define(section);
    Type type = section.required("type", Legal.oneOf(Type.class));
    if (type == null) {
      // Which keys are legal is not known.
      return null;
    }
    SourceConfig source =
        switch (type) {
          case CONTAINERS ->
              new SourceConfig.Containers(
                  name,
                  include(section, ALL_CONTAINERS),
                  paths(section, "exclude"),
                  reading(section),
                  shaping(section, "auto", true));
          case FILES ->
              new SourceConfig.Files(
                  name,
                  include(section, List.of()),
                  paths(section, "exclude"),
                  reading(section),
                  shaping(section, "off", false));
          case JOURNAL -> JournalReader.read(name, section, logRoot, journalFromHead);
        };
    section.end();
    return source;
  }

  private List<String> include(Section section, List<String> otherwise) {
    if (!section.has("include")) {
      if (otherwise.isEmpty()) {
        section.error("include", "missing; legal are globs of paths");
      }
      return otherwise.stream().map(logRoot::asSeenFromHere).toList();
    }
    return paths(section, "include");
  }

  private List<String> paths(Section section, String key) {
    return section.values(key, Legal::pathGlob).stream().map(logRoot::asSeenFromHere).toList();
  }

  private Reading reading(Section section) {
    return new Reading(
        section.value("from-head", Values::bool, filesFromHead),
        section.value("max-line-bytes", SourceReader::lineBytes, LINE_BYTES),
        section.value("charset", Legal::charset, StandardCharsets.UTF_8));
  }

  private Shaping shaping(Section section, String multiline, boolean mergeJson) {
    Function<String, Parsed<Long>> millis = text -> Values.millis(text, Legal.MAX_MILLIS);
    return new Shaping(
        section.value("multiline", multilineRules::refer, multiline),
        section.value("multiline-flush-ms", millis, FLUSH_MILLIS),
        section.value("parser", parsers::refer),
        section.value("merge-json", Values::bool, mergeJson),
        section.value("merge-key", Legal::text, "log_processed"),
        section.value("keep-log", Values::bool, keepLog));
  }

  private static Parsed<Integer> lineBytes(String text) {
    Parsed<Long> bytes = ByteSize.parse(text, MIN_LINE_BYTES, MAX_LINE_BYTES);
    Long value = bytes.value();
    return new Parsed<>(
        value == null ? null : Math.toIntExact(value), bytes.wrong(), bytes.outcome());
  }
}
