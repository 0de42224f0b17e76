package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OptionTest {

  @Test
  void spellsOneNameInThreeWays() {
    assertThat(Option.LOG_GROUP.env()).isEqualTo("RINGTAIL_LOG_GROUP");
    assertThat(Option.LOG_GROUP.property()).isEqualTo("ringtail.log.group");
    assertThat(Option.LOG_GROUP.xmlName()).isEqualTo("logGroup");
    assertThat(Option.LOG_GROUP.yamlName()).isEqualTo("log-group");
    assertThat(Option.SINK.xmlName()).isEqualTo("sink");
    assertThat(Option.CALLER_DATA.xmlName()).isEqualTo("callerData");
    assertThat(Option.BLOCK_MS.xmlName()).isEqualTo("blockMs");
  }

  @ParameterizedTest
  @EnumSource
  void isDescribedInOneLine(Option option) {
    assertThat(option.description()).isNotBlank().doesNotContain("\n").doesNotEndWith(".");
    assertThat(option.defaultText()).isNotBlank();
  }

  @Test
  void everySpellingIsUnique() {
    assertThat(Stream.of(Option.values()).map(Option::xmlName)).doesNotHaveDuplicates();
    assertThat(Stream.of(Option.values()).map(Option::property)).doesNotHaveDuplicates();
  }

  @Test
  void everyOptionOfThisSideIsAComponentOfTheConfiguration() {
    // Units are spelled out in code: blockMs is blockMillis there; a bucket is a place, too.
    Stream<String> components =
        Arrays.stream(RingtailConfig.class.getRecordComponents())
            .map(
                component ->
                    component
                        .getName()
                        .replace("Millis", "Ms")
                        .replace("levels", "level")
                        .replace("deadLetters", "deadLetterDir")
                        .replace("sinks", "sink"))
            .filter(name -> !name.equals("sinkSettings"));
    assertThat(
            Stream.of(Option.values())
                .filter(option -> option.scope() == Option.Scope.IN_PROCESS)
                .map(Option::xmlName))
        .containsExactlyInAnyOrderElementsOf(components.toList());
  }
}
