package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.metadata.Machine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnknownNamesTest {

  private final Machine machine = Machine.withoutFiles();

  @ParameterizedTest
  @CsvSource({
    "RINGTAIL_LOG_GRUOP, RINGTAIL_LOG_GROUP",
    "RINGTAIL_LOGGROUP, RINGTAIL_LOG_GROUP",
    "RINGTAIL_GROUP, RINGTAIL_LOG_GROUP",
    "RINGTAIL_LINGER, RINGTAIL_LINGER_MS",
    "RINGTAIL_RETENTION, RINGTAIL_RETENTION_DAYS",
    "RINGTAIL_log_group, RINGTAIL_LOG_GROUP",
    "RINGTAIL_LEVELS, RINGTAIL_LEVEL"
  })
  void proposesTheVariableThatWasMeant(String typed, String meant) {
    machine.env(typed, "x");

    assertThat(messages(Map.of()))
        .containsExactly(
            typed + " (environment): no such option (did you mean " + meant + "?); ignored");
  }

  @ParameterizedTest
  @CsvSource({
    "ringtail.logGroup, ringtail.log.group",
    "ringtail.log-group, ringtail.log.group",
    "ringtail.snik, ringtail.sink"
  })
  void proposesThePropertyThatWasMeant(String typed, String meant) {
    machine.property(typed, "x");

    assertThat(messages(Map.of()))
        .containsExactly(
            typed + " (system property): no such option (did you mean " + meant + "?); ignored");
  }

  @Test
  void proposesNothingWhereNothingIsNear() {
    machine.env("RINGTAIL_XYZ", "x").env("RINGTAIL_", "x").env("RINGTAIL_" + "Q".repeat(9999), "x");

    assertThat(messages(Map.of())).hasSize(3).noneMatch(text -> text.contains("did you mean"));
  }

  @Test
  void doesNotShowTheValueOfWhatIsNotOurs() {
    machine.env("RINGTAIL_TOKEN", "hunter2");

    assertThat(messages(Map.of())).singleElement().asString().doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void knowsTheOptionsOfAllPartsOfRingtail(Option option) {
    machine.env(option.env(), "").property(option.property(), "");

    assertThat(messages(Map.of())).isEmpty();
  }

  @Test
  void leavesOtherPeoplesNamesAlone() {
    machine.env("PATH", "/bin").env("RINGTAILS", "x").property("java.version", "17");

    assertThat(messages(Map.of())).isEmpty();
  }

  @Test
  void staysSilentAboutTheVariablesOfServicesCalledRingtail() {
    for (String service : List.of("RINGTAIL", "RINGTAIL_CONSOLE")) {
      machine
          .env(service + "_SERVICE_HOST", "10.0.0.1")
          .env(service + "_SERVICE_PORT", "4580")
          .env(service + "_SERVICE_PORT_HTTP_WEB", "4580")
          .env(service + "_PORT", "tcp://10.0.0.1:4580")
          .env(service + "_PORT_4580_TCP", "tcp://10.0.0.1:4580")
          .env(service + "_PORT_4580_TCP_PROTO", "tcp")
          .env(service + "_PORT_4580_TCP_PORT", "4580")
          .env(service + "_PORT_4580_TCP_ADDR", "10.0.0.1")
          .env(service + "_PORT_53_UDP_ADDR", "10.0.0.1")
          .env(service + "_PORT_9_SCTP", "sctp://10.0.0.1:9");
    }

    assertThat(messages(Map.of())).isEmpty();
  }

  @Test
  void tellsAPortThatNoServiceHasSet() {
    machine.env("RINGTAIL_HTTP_PORT", "2020");

    assertThat(messages(Map.of())).hasSize(1);
  }

  @Test
  void tellsAnElementThatOnlyAnotherPartReads() {
    assertThat(messages(Map.of("consoleAppenders", "x", "stateDir", "/x")))
        .containsExactly(
            "consoleAppenders (configuration file): read by the Java agent only, from"
                + " RINGTAIL_CONSOLE_APPENDERS; ignored",
            "stateDir (configuration file): read by the node agent only, from"
                + " RINGTAIL_STATE_DIR; ignored");
  }

  private List<String> messages(Map<String, String> file) {
    return ConfigReader.read(machine.surroundings(), file).problems().stream()
        .map(ConfigProblem::message)
        .toList();
  }
}
