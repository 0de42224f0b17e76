package io.ringtail.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.event.Level;
import io.ringtail.metadata.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

  private final Machine machine = Machine.withoutFiles();

  @Test
  void hasTheDocumentedDefaults() {
    ConfigReading reading = read(Map.of());

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.config())
        .isEqualTo(
            new RingtailConfig(
                true,
                List.of("cloudwatch"),
                SinkSettings.NONE,
                NameTemplate.DEFAULT_GROUP,
                NameTemplate.DEFAULT_STREAM,
                true,
                null,
                Format.RINGTAIL,
                MetadataMode.LEAN,
                LevelRules.ALL,
                OverflowPolicy.SHED,
                100,
                32L << 20,
                1000,
                5000,
                Path.of("/etc/podinfo"),
                null,
                64L << 20,
                false));
    assertThat(reading.config().logGroup().text())
        .isEqualTo("/aws/containerinsights/${cluster}/application");
  }

  @Test
  void readsTheOverflowPolicyAlone() {
    Map<String, String> file = Map.of("overflow", "block");

    assertThat(ConfigReader.overflow(machine.surroundings(), Map.of()))
        .isEqualTo(OverflowPolicy.SHED);
    assertThat(ConfigReader.overflow(machine.surroundings(), file)).isEqualTo(OverflowPolicy.BLOCK);
    machine.env("RINGTAIL_OVERFLOW", " DROP ");
    assertThat(ConfigReader.overflow(machine.surroundings(), file)).isEqualTo(OverflowPolicy.DROP);
    machine.env("RINGTAIL_OVERFLOW", "wait");
    assertThat(ConfigReader.overflow(machine.surroundings(), file)).isEqualTo(OverflowPolicy.SHED);
  }

  @Test
  void readsEveryOption() {
    machine
        .env("RINGTAIL_ENABLED", "no")
        .env("RINGTAIL_SINK", " OpenSearch ")
        .env("RINGTAIL_LOG_GROUP", "/shop/${namespace}")
        .env("RINGTAIL_LOG_STREAM", "${pod}")
        .env("RINGTAIL_CREATE", "OFF")
        .env("RINGTAIL_RETENTION_DAYS", "30")
        .env("RINGTAIL_FORMAT", "ECS")
        .env("RINGTAIL_METADATA", "full")
        .env("RINGTAIL_LEVEL", "info,com.example.db=WARN")
        .env("RINGTAIL_OVERFLOW", "Block")
        .env("RINGTAIL_BLOCK_MS", "0")
        .env("RINGTAIL_BUFFER_BYTES", "8MiB")
        .env("RINGTAIL_LINGER_MS", "250")
        .env("RINGTAIL_SHUTDOWN_MS", "10000")
        .env("RINGTAIL_PODINFO_DIR", "/podinfo")
        .env("RINGTAIL_DEAD_LETTER_DIR", "/rejected")
        .env("RINGTAIL_DEAD_LETTER_BYTES", "2MiB")
        .env("RINGTAIL_CALLER_DATA", "1");

    ConfigReading reading = read(Map.of());

    assertThat(reading.problems()).isEmpty();
    RingtailConfig config = reading.config();
    assertThat(config.enabled()).isFalse();
    assertThat(config.sinks()).containsExactly("opensearch");
    assertThat(config.logGroup().text()).isEqualTo("/shop/${namespace}");
    assertThat(config.logStream().text()).isEqualTo("${pod}");
    assertThat(config.create()).isFalse();
    assertThat(config.retentionDays()).isEqualTo(30);
    assertThat(config.format()).isEqualTo(Format.ECS);
    assertThat(config.metadata()).isEqualTo(MetadataMode.FULL);
    assertThat(config.levels().ships(Level.INFO, "com.example.db.Pool")).isFalse();
    assertThat(config.overflow()).isEqualTo(OverflowPolicy.BLOCK);
    assertThat(config.blockMillis()).isZero();
    assertThat(config.deadLetters()).isEqualTo(new DeadLetterPlace.Directory(Path.of("/rejected")));
    assertThat(config.deadLetterBytes()).isEqualTo(2L << 20);
    assertThat(config.bufferBytes()).isEqualTo(8L << 20);
    assertThat(config.lingerMillis()).isEqualTo(250);
    assertThat(config.shutdownMillis()).isEqualTo(10_000);
    assertThat(config.podinfoDir()).isEqualTo(Path.of("/podinfo"));
    assertThat(config.callerData()).isTrue();
  }

  @Test
  void deadLettersMayGoToAnotherSinkWhichMayThenHaveASpool() {
    machine.env("RINGTAIL_DEAD_LETTER_DIR", "S3://my-logs/rejected");
    machine.env("RINGTAIL_SPOOL_DIR", "/spool");

    ConfigReading reading = read(Map.of());

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.config().deadLetters())
        .isEqualTo(new DeadLetterPlace.InSink("s3", "my-logs/rejected"))
        .hasToString("s3://my-logs/rejected");
  }

  @Test
  void environmentBeatsSystemPropertyBeatsFile() {
    Map<String, String> file = Map.of("sink", "s3", "lingerMs", "3", "blockMs", "3");
    machine.property("ringtail.sink", "kinesis").property("ringtail.linger.ms", "2");
    machine.env("RINGTAIL_SINK", "stdout");

    RingtailConfig config = read(file).config();

    assertThat(config.sinks()).containsExactly("stdout");
    assertThat(config.lingerMillis()).isEqualTo(2);
    assertThat(config.blockMillis()).isEqualTo(3);
  }

  @Test
  void anEmptyValueIsNoValue() {
    machine.env("RINGTAIL_SINK", "").property("ringtail.linger.ms", "");

    ConfigReading reading = read(Map.of("sink", "none", "format", ""));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.config().sinks()).containsExactly("none");
    assertThat(reading.config().lingerMillis()).isEqualTo(1000);
  }

  @Test
  void equalSettingsGiveEqualConfigurationsWhereverTheyAreMade() {
    machine.env("RINGTAIL_LOG_GROUP", "/a/${pod}").env("RINGTAIL_LEVEL", "INFO,b=WARN,aa=OFF");
    Machine other =
        Machine.withoutFiles()
            .property("ringtail.log.group", "/a/${pod}")
            .property("ringtail.level", "info, aa=off, b=warn");

    RingtailConfig config = read(Map.of()).config();

    assertThat(ConfigReader.read(other.surroundings(), Map.of()).config())
        .isEqualTo(config)
        .hasSameHashCodeAs(config);
    assertThat(config)
        .isNotEqualTo(ConfigReader.read(other.surroundings(), Map.of("sink", "x")).config());
  }

  @Test
  void tellsAllProblemsAtOnce() {
    machine
        .env("RINGTAIL_LINGER_MS", "soon")
        .env("RINGTAIL_LOGGROUP", "/x")
        .property("ringtail.format", "xml");

    assertThat(read(Map.of("create", "perhaps", "lingerMillis", "7")).problems())
        .extracting(ConfigProblem::message)
        .containsExactly(
            "create=\"perhaps\" (configuration file): legal are true and false;"
                + " using the default true",
            "ringtail.format=\"xml\" (system property): legal are ringtail, ecs, logstash;"
                + " using the default ringtail",
            "RINGTAIL_LINGER_MS=\"soon\" (environment): legal is a whole number of milliseconds"
                + " from 0 to 600000; using the default 1000",
            "RINGTAIL_LOGGROUP (environment): no such option (did you mean RINGTAIL_LOG_GROUP?);"
                + " ignored",
            "lingerMillis (configuration file): no such option (did you mean lingerMs?); ignored");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2097152",
    "67108864, 4194304",
    "536870912, 33554432",
    "9223372036854775807, 67108864"
  })
  void theDefaultBufferIsASixteenthOfTheHeapWithinBounds(long heapBytes, long bufferBytes) {
    machine.heap(heapBytes);

    assertThat(read(Map.of()).config().bufferBytes()).isEqualTo(bufferBytes);
  }

  private ConfigReading read(Map<String, String> file) {
    return ConfigReader.read(machine.surroundings(), file);
  }
}
