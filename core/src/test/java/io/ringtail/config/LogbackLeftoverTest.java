package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.metadata.Machine;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogbackLeftoverTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/shop",
        "${namespace}",
        "/aws/${cluster}/application",
        "${namespace}/${pod}/${container}",
        "${namespace}_${pod}",
        "${pod}${podUid}",
        "app-${pod}-x",
        "${label:app}",
        "/a/${label:app.kubernetes.io/name}/${date:yyyy-MM-dd'T'HH}",
        "${label:a}${label:b}",
        "${env:TEAM}-logs/${host}/${pid}",
        "${date:yyyy/MM/dd}"
      })
  void putsOurPlaceholdersBack(String template) {
    LogbackLeftover leftover = LogbackLeftover.of(logback(template));

    assertThat(leftover.text()).isEqualTo(template);
    assertThat(leftover.undefined()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/a/${APP_NAME}, APP_NAME",
    "${app.host}, app.host",
    "${mypod}, mypod",
    "/a/${my-team}/x, my-team"
  })
  void namesTheVariableThatIsNotOurs(String written, String name) {
    assertThat(LogbackLeftover.of(logback(written)).undefined()).containsExactly(name);
  }

  @Test
  void anUndefinedVariableInAFileIsToldAndTheDefaultUsed() {
    ConfigReading reading =
        ConfigReader.read(
            Machine.withoutFiles().surroundings(),
            Map.of("logGroup", "/a/TEAM_IS_UNDEFINED/namespace_IS_UNDEFINED"));

    assertThat(reading.config().logGroup()).isEqualTo(NameTemplate.DEFAULT_GROUP);
    assertThat(reading.problems())
        .singleElement()
        .extracting(ConfigProblem::message)
        .asString()
        .startsWith("logGroup=\"/a/TEAM_IS_UNDEFINED/namespace_IS_UNDEFINED\"")
        .contains("Logback knows no value for ${TEAM}; using the default /aws/");
  }

  @Test
  void aPlaceholderInAFileWorksAsIfLogbackHadNotSeenIt() {
    ConfigReading reading =
        ConfigReader.read(
            Machine.withoutFiles().surroundings(),
            Map.of("logGroup", "/a/namespace_IS_UNDEFINED", "sink", "SINK_IS_UNDEFINED"));

    assertThat(reading.config().logGroup().text()).isEqualTo("/a/${namespace}");
    assertThat(reading.problems())
        .singleElement()
        .extracting(ConfigProblem::message)
        .isEqualTo(
            "sink=\"SINK_IS_UNDEFINED\" (configuration file): Logback knows no value for ${SINK};"
                + " using the default cloudwatch");
  }

  @Test
  void aPlaceholderWhereNoneIsAllowedIsTold() {
    ConfigReading reading =
        ConfigReader.read(
            Machine.withoutFiles().surroundings(), Map.of("sink", "pod_IS_UNDEFINED"));

    assertThat(reading.problems().get(0).message()).contains("nothing has replaced ${pod}");
  }

  @Test
  void anEnvironmentIsNotLogbacks() {
    ConfigReading reading =
        ConfigReader.read(
            Machine.withoutFiles().env("RINGTAIL_LOG_GROUP", "pod_IS_UNDEFINED").surroundings(),
            Map.of());

    assertThat(reading.config().logGroup().text()).isEqualTo("pod_IS_UNDEFINED");
  }

  /** What OptionHelper.substVars of logback-core 1.5.32 makes of it. */
  private static String logback(String written) {
    return Pattern.compile("\\$\\{([^}]*)}").matcher(written).replaceAll("$1_IS_UNDEFINED");
  }
}
