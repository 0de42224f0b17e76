package io.ringtail.config;

import io.ringtail.event.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events are shipped: a lowest level, and others for loggers and what is below them. Safe for
 * use by many threads; {@link #ships} takes no lock and allocates nothing.
 */
public final class LevelRules {

  /** Everything is shipped. */
  public static final LevelRules ALL = new LevelRules(0, Map.of());

  private final int floor;
  private final String[] prefixes;
  private final int[] floors;

  /** Floors are ordinals of {@link Level}; one above the last ships nothing. */
  LevelRules(int floor, Map<String, Integer> floorsByPrefix) {
    this.floor = floor;
    this.prefixes = floorsByPrefix.keySet().toArray(new String[0]);
    if (prefixes.length > 1) {
      // The longest first, so that the first match is the nearest; then by name, for equality.
      Arrays.sort(prefixes, LevelRules::longestFirst);
    }
    this.floors = new int[prefixes.length];
    for (int i = 0; i < prefixes.length; i++) {
      floors[i] = floorsByPrefix.getOrDefault(prefixes[i], floor);
    }
  }

  /** Reads {@code INFO,com.example.db=WARN}; a rule that is wrong is left out and told. */
  static Parsed parse(String text) {
    return LevelRulesParser.parse(text);
  }

  /** Whether an event of this level, logged by this logger, is shipped. */
  // By ordinal, because OFF is a floor above every level.
  @SuppressWarnings("EnumOrdinal")
  public boolean ships(Level level, String logger) {
    for (int i = 0; i < prefixes.length; i++) {
      if (covers(prefixes[i], logger)) {
        return level.ordinal() >= floors[i];
      }
    }
    return level.ordinal() >= floor;
  }

  private static boolean covers(String prefix, String logger) {
    if (!logger.startsWith(prefix)) {
      return false;
    }
    int length = prefix.length();
    if (logger.length() == length) {
      return true;
    }
    char next = logger.charAt(length);
    return next == '.' || next == '$';
  }

  private static int longestFirst(String a, String b) {
    int byLength = Integer.compare(b.length(), a.length());
    return byLength == 0 ? a.compareTo(b) : byLength;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LevelRules rules
        && rules.floor == floor
        && Arrays.equals(rules.prefixes, prefixes)
        && Arrays.equals(rules.floors, floors);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * floor + Arrays.hashCode(prefixes)) + Arrays.hashCode(floors);
  }

  /** As it could be written in the option. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(LevelRulesParser.nameOf(floor));
    for (int i = 0; i < prefixes.length; i++) {
      text.append(',').append(prefixes[i]).append('=').append(LevelRulesParser.nameOf(floors[i]));
    }
    return text.toString();
  }

  /**
   * What came of a text.
   *
   * @param rules those that are good
   * @param problems what is wrong with the others
   */
  record Parsed(LevelRules rules, List<String> problems) {
    Parsed {
      problems = List.copyOf(problems);
    }
  }
}
