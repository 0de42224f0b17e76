package io.ringtail.node.config;

import com.google.re2j.Pattern;
import io.ringtail.config.Values;
import io.ringtail.node.config.ParserConfig.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one item of {@code parsers}. */
final class ParserReader {
  private ParserReader() {}

  static ParserConfig read(Section section, Names parsers) {
    String name = parsers.define(section);
    Kind kind = section.required("kind", Legal.oneOf(Kind.class), Kind.JSON);
    Pattern pattern = section.value("pattern", Legal::regex);
    String timeKey = section.value("time-key", Legal::name);
    String timeFormat = section.value("time-format", TimeFormat::check);
    boolean timeKeep = section.value("time-keep", Values::bool, false);
    Map<String, FieldType> types = section.map("types", Legal.oneOf(FieldType.class));
    checkPattern(section, kind, pattern);
    checkTime(section);
    if (kind == Kind.JSON && section.has("kind") && section.has("types")) {
      section.error("types", "legal with kind regex, logfmt and ltsv only; JSON has types");
    }
    section.end();
    return new ParserConfig(name, kind, pattern, timeKey, timeFormat, timeKeep, types);
  }

  private static void checkPattern(Section section, Kind kind, @Nullable Pattern pattern) {
    if (kind != Kind.REGEX && section.has("pattern")) {
      section.error("pattern", "legal with kind regex only");
    } else if (kind == Kind.REGEX && section.has("kind") && !section.has("pattern")) {
      section.error("pattern", "missing; kind regex needs it");
    } else if (pattern != null && pattern.namedGroups().isEmpty()) {
      section.error("pattern", "no named group, such as (?P<status>[0-9]+), so it makes no fields");
    }
  }

  private static void checkTime(Section section) {
    if (section.has("time-key") && !section.has("time-format")) {
      section.error("time-format", "missing; time-key needs it");
    } else if (section.has("time-format") && !section.has("time-key")) {
      section.error("time-key", "missing; time-format needs it");
    }
  }
}
