package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.MetadataMode;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
  private static final String YAML =
      """
      agent:
        sink: none
        cluster-name: file
        linger-ms: 1
        log-group: file
      sources:
        - {name: c, type: containers}
        - {name: j, type: journal}
        - {name: h, type: containers, from-head: false}
      """;

  @Test
  void beatsTheFile() {
    NodeConfig config =
        Reading.of(YAML)
            .env("RINGTAIL_SINK", "stdout")
            .env("RINGTAIL_LOG_GROUP", "/env/${source}")
            .env("RINGTAIL_LOG_STREAM", "${tag}")
            .env("RINGTAIL_METADATA", "lean")
            .env("RINGTAIL_BUFFER_BYTES", "16m")
            .env("RINGTAIL_LINGER_MS", "2")
            .env("RINGTAIL_SHUTDOWN_MS", "3")
            .env("RINGTAIL_CREATE", "false")
            .env("RINGTAIL_RETENTION_DAYS", "7")
            .env("RINGTAIL_LOG_ROOT", "/host/log")
            .env("RINGTAIL_STATE_DIR", "/state")
            .env("RINGTAIL_KUBELET_URL", "https://127.0.0.1:1")
            .env("CLUSTER_NAME", "env")
            .env("HOST_NAME", "host")
            .env("NODE_NAME", "node")
            .env("READ_FROM_HEAD", "On")
            .env("READ_FROM_TAIL", "Off")
            .env("HTTP_SERVER", "On")
            .env("HTTP_PORT", "2021")
            .config();

    assertThat(config.agent())
        .isEqualTo(
            new AgentConfig(
                "env",
                "host",
                2021,
                Path.of("/host/log"),
                Path.of("/state"),
                16L << 20,
                2,
                3,
                512L << 20,
                null,
                64L << 20,
                false,
                7,
                true));
    assertThat(config.sinks().stream().map(SinkConfig::type)).containsExactly("stdout");
    assertThat(config.kubernetes().kubeletUrl()).isEqualTo(URI.create("https://127.0.0.1:1"));
    assertThat(config.kubernetes().nodeName()).isEqualTo("node");
    assertThat(config.kubernetes().mode()).isEqualTo(MetadataMode.LEAN);
    assertThat(config.routes().get(0).logGroup()).isEqualTo("/env/${source}");
    assertThat(config.routes().get(0).logStream()).isEqualTo("${tag}");
    // What a source says of itself is stronger than what is said of all.
    assertThat(config.sources().stream().map(EnvironmentTest::fromHead))
        .containsExactly(true, true, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RINGTAIL_LINGER_MS|soon|legal is a whole number of milliseconds from 0 to 600000; ignored",
        "RINGTAIL_BUFFER_BYTES|1k|legal are 2MiB to 1GiB; using 2097152 bytes",
        "RINGTAIL_METADATA|most|legal are none, lean, full; ignored",
        "RINGTAIL_RETENTION_DAYS|8|legal numbers of days are 1, 3",
        "RINGTAIL_LOG_GROUP|${clster}|unknown placeholder ${clster} (did you mean ${cluster}?)",
        "HTTP_PORT|http|legal is a whole number from 0 to 65535; ignored",
        "READ_FROM_HEAD|maybe|legal are true and false; ignored",
        "HOST_IP|no host|legal is a URL",
      })
  void aWrongVariableIsToldAndLeavesTheRestAlone(String name, String value, String told) {
    ConfigReading reading = Reading.of(YAML).env(name, value).read();

    assertThat(reading.config()).isNotNull();
    assertThat(reading.problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.message())
                    .startsWith("environment: warning: " + name + "=\"" + value + "\": ")
                    .contains(told));
  }

  @Test
  void anUnknownVariableIsToldWithTheNearestName() {
    assertThat(Reading.of(YAML).env("RINGTAIL_LOGGROUP", "x").messages())
        .containsExactly(
            "environment: warning: RINGTAIL_LOGGROUP: no such option (did you mean"
                + " RINGTAIL_LOG_GROUP?); ignored");
  }

  @Test
  void theVariablesOfAServiceAreNone() {
    Reading reading =
        Reading.of(YAML)
            .env("RINGTAIL_PORT", "tcp://10.0.0.1:80")
            .env("RINGTAIL_CONSOLE_SERVICE_HOST", "10.0.0.1")
            .env("RINGTAIL_CONSOLE_PORT_80_TCP_ADDR", "10.0.0.1");

    assertThat(reading.messages()).isEmpty();
  }

  @Test
  void aBlankVariableIsNone() {
    assertThat(Reading.of(YAML).env("CLUSTER_NAME", " ").config().agent().clusterName())
        .isEqualTo("file");
  }

  @Test
  void httpServerOffMeansNoHttp() {
    assertThat(Reading.of(YAML).env("HTTP_SERVER", "Off").config().agent().httpPort()).isNegative();
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3,https://10.1.2.3:10250", "fd00::1,https://[fd00::1]:10250"})
  void kubeletIsAskedAtTheNodesAddress(String ip, String url) {
    assertThat(Reading.of(YAML).env("HOST_IP", ip).config().kubernetes().kubeletUrl())
        .isEqualTo(URI.create(url));
  }

  @Test
  void theHostIsCalledAsTheNode() {
    assertThat(Reading.of(YAML).env("NODE_NAME", "n").config().agent().hostName()).isEqualTo("n");
    assertThat(Reading.of(YAML).env("HOSTNAME", "h").config().agent().hostName()).isEqualTo("h");
    assertThat(Reading.of(YAML).config().agent().hostName()).isEqualTo("unknown");
  }

  @Test
  void valuesMayReferToVariables() {
    Reading reading =
        Reading.of(
            """
            agent: {linger-ms: "${env:LINGER:-700}", log-group: "/${env:TEAM}/${env:LATER}"}
            sources: [{name: "${env:TEAM}", type: containers}]
            """);

    NodeConfig config = reading.env("TEAM", "shop").config();

    assertThat(config.agent().lingerMillis()).isEqualTo(700);
    assertThat(config.sources().get(0).name()).isEqualTo("shop");
    // In a name, a variable that is not set is `unknown`, as on the in-process side.
    assertThat(config.routes().get(0).logGroup()).isEqualTo("/shop/${env:LATER}");
  }

  @Test
  void aVariableThatIsNotSetIsToldWithoutItsNeighboursValue() {
    String yaml = "sources: [{name: '${env:SECRET}${env:NONE}', type: containers}]";

    assertThat(Reading.of(yaml).env("SECRET", "s3cr3t").messages())
        .singleElement()
        .asString()
        .contains("sources[0].name=\"${env:SECRET}${env:NONE}\": not set: NONE;")
        .doesNotContain("s3cr3t");
  }

  private static boolean fromHead(SourceConfig source) {
    return source instanceof SourceConfig.Containers containers
        ? containers.reading().fromHead()
        : source instanceof SourceConfig.Journal journal && journal.fromHead();
  }
}
