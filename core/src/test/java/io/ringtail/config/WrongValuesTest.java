package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.Level;
import io.ringtail.metadata.Machine;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongValuesTest {

  private static final RingtailConfig DEFAULTS =
      ConfigReader.read(Machine.withoutFiles().surroundings(), Map.of()).config();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RINGTAIL_ENABLED|flase|legal are true and false|using the default true",
        "RINGTAIL_SINK|' '|blank|using the default cloudwatch",
        "RINGTAIL_SINK|${SINK}|nothing has replaced ${SINK}|using the default cloudwatch",
        "RINGTAIL_LOG_GROUP|/a/${namespce}|did you mean ${namespace}?|using the default /aws/",
        "RINGTAIL_LOG_GROUP|/a/${cluster|no } after ${cluster|using the default /aws/",
        "RINGTAIL_LOG_GROUP|/a/$(CLUSTER)|Kubernetes has not replaced $(CLUSTER)|the default /aws/",
        "RINGTAIL_LOG_STREAM|${date:bbb}|no java.time pattern|using the default ${namespace}",
        "RINGTAIL_LOG_STREAM|${label:}|lacks what follows|using the default ${namespace}",
        "RINGTAIL_CREATE|2|legal are true and false|using the default true",
        "RINGTAIL_RETENTION_DAYS|31|30, 60, 90|setting no retention",
        "RINGTAIL_RETENTION_DAYS|month|30, 60, 90|setting no retention",
        "RINGTAIL_FORMAT|escs|did you mean ecs?|using the default ringtail",
        "RINGTAIL_METADATA|lots|legal are none, lean, full|using the default lean",
        "RINGTAIL_LEVEL|WARNING|did you mean WARN?|now in force: ALL",
        "RINGTAIL_OVERFLOW|drops|did you mean drop?|using the default shed",
        "RINGTAIL_BLOCK_MS|-1|from 0 to 600000|using the default 100",
        "RINGTAIL_BLOCK_MS|99999999999999999999|from 0 to 600000|using the default 100",
        "RINGTAIL_BUFFER_BYTES|plenty|2MiB to 1GiB|using the default of 33554432 bytes",
        "RINGTAIL_LINGER_MS|1s|whole number of milliseconds|using the default 1000",
        "RINGTAIL_SHUTDOWN_MS|1.5|whole number of milliseconds|using the default 5000",
        "RINGTAIL_CALLER_DATA|maybe|legal are true and false|using the default false",
      })
  void aWrongValueIsToldAndReplacedByTheDefault(
      String name, String value, String wrong, String outcome) {
    ConfigReading reading =
        ConfigReader.read(Machine.withoutFiles().env(name, value).surroundings(), Map.of());

    assertThat(reading.config()).isEqualTo(DEFAULTS);
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.problems().get(0).message())
        .startsWith(name + "=\"" + value + "\" (environment): ")
        .contains(wrong)
        .contains(outcome);
  }

  @Test
  void aSpoolForASinkThatHasNoUseForItIsTold() {
    Machine machine = Machine.withoutFiles().env("RINGTAIL_SPOOL_DIR", "/spool");

    assertThat(ConfigReader.read(machine.surroundings(), Map.of()).problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .contains("only the sink s3 has a use for it")
                    .endsWith("ignored"));
    machine.env("RINGTAIL_SINK", "cloudwatch,s3");
    assertThat(ConfigReader.read(machine.surroundings(), Map.of()).problems()).isEmpty();
  }

  @Test
  void aPathThatCannotBeIsTold() {
    ConfigReading reading = readEnv("RINGTAIL_PODINFO_DIR", "/a\0b");

    assertThat(reading.config()).isEqualTo(DEFAULTS);
    assertThat(reading.problems())
        .singleElement()
        .extracting(ConfigProblem::message)
        .isEqualTo(
            "RINGTAIL_PODINFO_DIR=\"/a\ufffdb\" (environment): legal is the path of a directory;"
                + " using the default /etc/podinfo");
  }

  @ParameterizedTest
  @CsvSource({"1k, 2097152", "2GiB, 1073741824", "999999999999999999999999g, 1073741824"})
  void aBufferOutOfRangeIsToldAndClamped(String text, long bytes) {
    ConfigReading reading = readEnv("RINGTAIL_BUFFER_BYTES", text);

    assertThat(reading.config().bufferBytes()).isEqualTo(bytes);
    assertThat(reading.problems())
        .singleElement()
        .extracting(ConfigProblem::outcome)
        .isEqualTo("using " + bytes + " bytes");
  }

  @Test
  void aWrongLevelRuleLeavesTheOthersInForce() {
    ConfigReading reading = readEnv("RINGTAIL_LEVEL", "INFO,a=LOUD,b=OFF");

    assertThat(reading.config().levels().ships(Level.DEBUG, "a")).isFalse();
    assertThat(reading.config().levels().ships(Level.ERROR, "b.C")).isFalse();
    assertThat(reading.problems().get(0).message())
        .contains("no level in 'a=LOUD'")
        .endsWith("now in force: INFO,b=OFF");
  }

  @Test
  void aLongValueIsShownInPart() {
    String message = readEnv("RINGTAIL_FORMAT", "x\n".repeat(5000)).problems().get(0).message();

    assertThat(message).hasSizeLessThan(300).contains("…").doesNotContain("\n");
  }

  @Property(tries = 300)
  void noTextMakesAnyOptionThrow(@ForAll Option option, @ForAll String text) {
    ConfigReading fromEnvironment = readEnv(option.env(), text);
    ConfigReading fromFile =
        ConfigReader.read(Machine.withoutFiles().surroundings(), Map.of(option.xmlName(), text));

    assertThat(fromEnvironment.problems()).hasSizeLessThan(2);
    assertThat(fromFile.problems()).hasSizeLessThan(2);
  }

  private static ConfigReading readEnv(String name, String value) {
    return ConfigReader.read(Machine.withoutFiles().env(name, value).surroundings(), Map.of());
  }
}
