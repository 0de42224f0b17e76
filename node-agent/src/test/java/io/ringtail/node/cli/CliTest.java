package io.ringtail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CliTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<AgentRun.Request> started = new ArrayList<>();
  private Surroundings surroundings = Reading.of("").surroundings();

  private final Path directory;
  private final Path good;
  private final Path wrong;

  CliTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    good = Files.writeString(directory.resolve("good.yaml"), "sources: []");
    wrong = Files.writeString(directory.resolve("wrong.yaml"), "agent: {a: 1}\nsource: []");
  }

  @Test
  void checkConfigTellsEveryProblemAndStartsNothing() {
    assertThat(execute("check-config", "--config", wrong.toString())).isEqualTo(1);

    assertThat(err.toString().lines()).hasSize(3).allMatch(line -> line.startsWith(wrong + ":"));
    assertThat(out).hasToString(wrong + " cannot be used: errors 3, warnings 0\n");
    assertThat(started).isEmpty();
  }

  @Test
  void checkConfigOfAGoodFileIsQuiet() {
    assertThat(execute("check-config", "--config", good.toString())).isZero();

    assertThat(err.toString()).isEmpty();
    assertThat(out).hasToString(good + " can be used: errors 0, warnings 0\n");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://My_Bucket/a, legal is s3://bucket/prefix",
    "s4://bucket/a, the sink s4 is not there; legal are the path of a directory",
    "kinesis://stream, the sink kinesis cannot be read again"
  })
  void aPlaceWhereNoDeadLettersCanBeKeptIsTold(String place, String told) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("letters.yaml"),
            "sources: []\nagent: {dead-letter-dir: \"" + place + "\"}");

    assertThat(execute("check-config", "--config", file.toString())).isZero();

    assertThat(err.toString())
        .contains("dead-letter-dir=\"" + place + "\": ", told, "refused records are only counted");
  }

  @Test
  void aSinkThatIsNotThereIsToldWhereItIsNamed() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("sinks.yaml"), "sources: []\nsinks: [{name: mine, type: s4}]");

    surroundings = Reading.of("").env("RINGTAIL_SINK", "mine").surroundings();
    assertThat(execute("check-config", "--config", file.toString())).isEqualTo(1);
    surroundings = Reading.of("").env("RINGTAIL_SINK", "s5").surroundings();
    assertThat(execute("check-config", "--config", file.toString())).isEqualTo(1);

    assertThat(err.toString().lines())
        .satisfiesExactly(
            told -> assertThat(told).startsWith(file + ": error: sink=\"s4\": no such sink"),
            told ->
                assertThat(told).startsWith("environment: error: RINGTAIL_SINK=\"s5\": no such"));
  }

  @Test
  void theBuiltInConfigurationCanBePrintedToStartFrom() throws IOException {
    assertThat(execute("check-config", "--print")).isZero();

    assertThat(out).hasToString(ConfigText.builtIn().yaml());
    Path copy = Files.writeString(directory.resolve("copy.yaml"), out.toString());
    assertThat(execute("check-config", "--config", copy.toString())).isZero();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Path none = directory.resolve("none.yaml");

    assertThat(execute("check-config", "--config", none.toString())).isEqualTo(1);
    assertThat(execute("run", "--config", none.toString())).isEqualTo(1);

    assertThat(err)
        .hasToString(
            "ringtail-node-agent: %1$s: no such file%nringtail-node-agent: %1$s: no such file; not started%n"
                .formatted(none));
    assertThat(started).isEmpty();
  }

  @Test
  void runStartsTheAgent() {
    assertThat(execute("run", "--config", good.toString(), "--until-eof")).isZero();

    AgentRun.Request request = started.get(0);
    assertThat(request.file()).isEqualTo(good);
    assertThat(request.text().yaml()).isEqualTo("sources: []");
    assertThat(request.untilEof()).isTrue();
    assertThat(request.config().sources()).isEmpty();
  }

  @Test
  void runWithoutAFileIsTheBuiltInConfiguration() {
    assertThat(execute("run")).isZero();

    assertThat(started.get(0).file()).isNull();
    assertThat(started.get(0).config().sources()).hasSize(6);
  }

  @Test
  void runRefusesAWrongFile() {
    assertThat(execute("run", "--config", wrong.toString())).isEqualTo(1);

    assertThat(err.toString().lines())
        .hasSize(4)
        .last()
        .isEqualTo("ringtail-node-agent: " + wrong + " cannot be used; not started");
    assertThat(started).isEmpty();
  }

  @Test
  void aFaultOfOursIsTold() {
    AgentRun faulty =
        request -> {
          throw new IllegalStateException("oops");
        };
    CommandLine commands =
        Cli.commandLine(faulty, (config, sink, places, around) -> 0, surroundings);
    commands.setErr(new PrintWriter(err, true));

    assertThat(commands.execute("run", "--config", good.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("ringtail-node-agent: internal fault, please report it");
  }

  @Test
  void wrongUsageIsTold() {
    assertThat(execute()).isEqualTo(2);
    assertThat(execute("run", "--confg", "x")).isEqualTo(2);
    assertThat(execute("rn")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "a command is missing: run, check-config or replay", "Unknown option", "--help lists");
    assertThat(started).isEmpty();
  }

  @Test
  void helpAndVersionAreThere() {
    assertThat(execute("--help")).isZero();
    assertThat(execute("run", "--help")).isZero();
    assertThat(execute("--version")).isZero();

    assertThat(out.toString()).contains("check-config", "--until-eof", "ringtail-node-agent (");
  }

  private int execute(String... args) {
    AgentRun agent =
        request -> {
          started.add(request);
          return 0;
        };
    ReplayRun replay = (config, sink, places, around) -> 0;
    CommandLine commandLine = Cli.commandLine(agent, replay, surroundings);
    return commandLine
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
