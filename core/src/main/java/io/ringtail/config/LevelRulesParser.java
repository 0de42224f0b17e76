package io.ringtail.config;

import io.ringtail.event.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code INFO,com.example.db=WARN}. */
final class LevelRulesParser {

  /** The name of each floor, the lowest first; no event reaches the last one. */
  private static final List<String> FLOORS =
      Stream.concat(Stream.of(Level.values()).map(Level::name), Stream.of("OFF")).toList();

  private static final String EVERYTHING = "ALL";
  private static final List<String> LEGAL =
      Stream.concat(Stream.of(EVERYTHING), FLOORS.stream()).toList();

  private @Nullable Integer floor;
  private final Map<String, Integer> floorsByPrefix = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  private LevelRulesParser() {}

  static LevelRules.Parsed parse(String text) {
    LevelRulesParser parser = new LevelRulesParser();
    for (String rule : text.split(",", -1)) {
      // A comma too many does no harm.
      if (!rule.isBlank()) {
        parser.add(rule.strip());
      }
    }
    int floor = parser.floor == null ? 0 : parser.floor;
    return new LevelRules.Parsed(new LevelRules(floor, parser.floorsByPrefix), parser.problems);
  }

  static String nameOf(int floor) {
    return floor == 0 ? EVERYTHING : FLOORS.get(floor);
  }

  private void add(String rule) {
    int equals = rule.indexOf('=');
    String levelName = rule.substring(equals + 1).strip();
    Integer level = level(levelName);
    if (level == null) {
      String hint = NearestName.hint(levelName.toUpperCase(Locale.ROOT), LEGAL);
      problems.add("no level in '" + rule + "'" + hint + "; legal are " + String.join(", ", LEGAL));
    } else if (equals < 0) {
      addDefault(rule, level);
    } else {
      addPrefix(rule, rule.substring(0, equals).strip(), level);
    }
  }

  private void addDefault(String rule, int level) {
    if (floor != null && floor != level) {
      problems.add("'" + rule + "' is a second level without a logger; the first one counts");
    } else {
      floor = level;
    }
  }

  private void addPrefix(String rule, String prefix, int level) {
    if (!isLoggerName(prefix)) {
      problems.add(
          "no logger name in '" + rule + "'; write it as com.example.db=WARN, without a wildcard");
      return;
    }
    Integer before = floorsByPrefix.putIfAbsent(prefix, level);
    if (before != null && before != level) {
      problems.add("'" + rule + "' is a second level for " + prefix + "; the first one counts");
    }
  }

  private static boolean isLoggerName(String prefix) {
    return !prefix.isEmpty()
        && !prefix.endsWith(".")
        && prefix.chars().noneMatch(c -> c == '*' || c == '=' || Character.isWhitespace(c));
  }

  private static @Nullable Integer level(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    int level = upper.equals(EVERYTHING) ? 0 : FLOORS.indexOf(upper);
    return level < 0 ? null : level;
  }
}
