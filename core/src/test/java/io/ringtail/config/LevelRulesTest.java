package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.Level;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelRulesTest {

  @ParameterizedTest
  @CsvSource({
    "ALL, TRACE, true", "TRACE, TRACE, true", "DEBUG, TRACE, false", "info, DEBUG, false",
    "INFO, INFO, true", "WARN, INFO, false", "ERROR, ERROR, true", "OFF, ERROR, false"
  })
  void shipsFromTheLevelOn(String rules, Level level, boolean ships) {
    assertThat(rules(rules).ships(level, "com.example.A")).isEqualTo(ships);
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.db, false",
    "com.example.db.Pool, false",
    "com.example.db$Inner, false",
    "com.example.dbx, true",
    "com.example, true",
    "com.example.db.trace, true",
    "com.example.db.trace.Sub, true",
    "'', true"
  })
  void theLongestPrefixThatEndsAtANameWins(String logger, boolean ships) {
    LevelRules rules = rules("INFO, com.example.db=WARN , com.example.db.trace=ALL");

    assertThat(rules.ships(Level.INFO, logger)).isEqualTo(ships);
  }

  @Test
  void equalRulesAreEqualInAnyOrder() {
    assertThat(rules("INFO,aa=WARN,b=OFF,cc=ALL"))
        .isEqualTo(rules("cc=TRACE,b=off,INFO,aa=warn"))
        .hasSameHashCodeAs(rules("cc=TRACE,b=off,INFO,aa=warn"))
        .isNotEqualTo(rules("INFO,aa=WARN,b=OFF"))
        .isNotEqualTo(rules("WARN,aa=WARN,b=OFF,cc=ALL"))
        .hasToString("INFO,aa=WARN,cc=ALL,b=OFF");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LOUD|no level in 'LOUD'",
        "a=|no level in 'a='",
        "=INFO|no logger name in '=INFO'",
        "com.example.*=INFO|without a wildcard",
        "com.example.=INFO|no logger name",
        "INFO,WARN|second level without a logger",
        "a=INFO,a=WARN|second level for a"
      })
  void tellsWhatIsWrong(String text, String wrong) {
    assertThat(LevelRules.parse(text).problems()).singleElement().asString().contains(wrong);
  }

  @Test
  void tellsEachWrongRule() {
    assertThat(LevelRules.parse("LOUD,a=QUIET,b=INFO").problems()).hasSize(2);
    assertThat(LevelRules.parse("INFO,,INFO,").problems()).isEmpty();
  }

  @Property
  void agreesWithTheDefinition(
      @ForAll("rules") Map<String, Level> floors,
      @ForAll("loggers") String logger,
      @ForAll Level level) {
    String text =
        floors.entrySet().stream()
            .map(rule -> rule.getKey() + '=' + rule.getValue())
            .collect(Collectors.joining(","));
    Level floor =
        floors.keySet().stream()
            .filter(name -> (logger + '.').startsWith(name + '.'))
            .max(Comparator.comparing(String::length))
            .map(floors::get)
            .orElse(Level.TRACE);

    assertThat(rules(text).ships(level, logger)).isEqualTo(level.isAtLeast(floor));
  }

  @Provide
  Arbitrary<String> loggers() {
    return Arbitraries.of("a", "b", "ab")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(n -> String.join(".", n));
  }

  @Provide
  Arbitrary<Map<String, Level>> rules() {
    return Arbitraries.maps(loggers(), Arbitraries.of(Level.class)).ofMaxSize(5);
  }

  private static LevelRules rules(String text) {
    LevelRules.Parsed parsed = LevelRules.parse(text);
    assertThat(parsed.problems()).isEmpty();
    return parsed.rules();
  }
}
