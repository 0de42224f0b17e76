package io.ringtail.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.agent.ChildProgram;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node agent as a process, into all destinations at once. */
@Timeout(180)
final class NodeAgentIntoSinksTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int LINES = 3_000;
  private static final ContainerName WEB = ContainerName.of("shop", "web-1", "web", 1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path work;
  private final Path state;
  private final Path yaml;
  private final NodePaths paths;
  private final Destinations destinations;
  private int runs;

  NodeAgentIntoSinksTest(@TempDir Path work) throws IOException {
    this.work = work;
    this.state = work.resolve("state");
    this.paths = new NodePaths(work.resolve("node"), true);
    this.yaml =
        Files.writeString(
            work.resolve("agent.yaml"),
            """
            sources: [{name: application, type: containers}]
            kubernetes: {from: none}
            """);
    this.destinations = new Destinations(Files.createDirectory(work.resolve("kinesis")));
  }

  @AfterEach
  void stop() {
    destinations.close();
  }

  @Test
  void aKillLosesNothingAndRepeatsNoMoreThanWasUnderWay() throws Exception {
    ContainerLog log = container(Instant::now);
    write(log, 0, LINES);
    String size = size(log);
    agent("run")
        .run(
            process -> {
              // Delivered, and known to be.
              for (String sink : destinations.sinks()) {
                await().atMost(LONG).until(() -> lines(sink).size() == LINES);
                await().atMost(LONG).until(() -> checkpoint(sink).contains(size));
              }
              write(log, LINES, 2 * LINES);
              await().atMost(LONG).until(() -> lines("firehose").size() > LINES);
              process.destroyForcibly();
            });
    ChildProgram.Result result = agent("run", "--until-eof").run();

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    List<String> before = expected(0, LINES);
    Set<String> after = new HashSet<>(expected(LINES, 2 * LINES));
    for (String sink : destinations.sinks()) {
      List<String> lines = lines(sink);
      assertThat(lines.stream().filter(line -> !after.contains(line)))
          .as("%s: what was known to be delivered is there once", sink)
          .containsExactlyInAnyOrderElementsOf(before);
      assertThat(new HashSet<>(lines)).as(sink).containsAll(after);
      if (sink.equals("opensearch")) {
        assertThat(lines).as("a repeat overwrites").doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void whatIsRefusedForGoodIsKeptInS3AndReplayedFromThere() throws Exception {
    // CloudWatch Logs takes nothing that is older than 14 days.
    Instant[] now = {Instant.now().minus(Duration.ofDays(20))};
    ContainerLog log = container(() -> now[0]);
    write(log, 0, 100);
    now[0] = Instant.now();
    write(log, 100, 200);

    ChildProgram.Result result =
        agent("run", "--until-eof")
            .with("RINGTAIL_SINK", "cloudwatch")
            .with("RINGTAIL_DEAD_LETTER_DIR", "s3://" + destinations.bucket() + "/rejected")
            .run();

    assertThat(result.exitCode()).as(result.stderr()).isZero();
    assertThat(lines("cloudwatch")).containsExactlyElementsOf(expected(100, 200));
    assertThat(destinations.objects("rejected/"))
        .as(result.stderr())
        .hasSize(100)
        .allMatch(line -> line.contains("\"sink\":\"cloudwatch\""));

    ChildProgram.Result replay =
        agent("replay", "--sink", "s3", "s3://" + destinations.bucket() + "/rejected/")
            .with("RINGTAIL_SINK", "s3")
            .run();

    assertThat(replay.exitCode()).as(replay.stderr()).isZero();
    assertThat(replay.stderr()).contains("s3: 100 records taken, 0 refused again");
    assertThat(lines("s3")).containsExactlyInAnyOrderElementsOf(expected(0, 100));
  }

  private ContainerLog container(InstantSource clock) throws IOException {
    return new ContainerLog(paths, WEB, ContainerRuntime.CONTAINERD, Rotation.KUBELET, clock);
  }

  private ChildProgram agent(String... command) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(1, List.of("--config", yaml.toString()));
    ChildProgram agent =
        ChildProgram.ofMain(
                Files.createDirectory(work.resolve("run-" + runs++)),
                "io.ringtail.node.Main",
                arguments.toArray(new String[0]))
            .withoutAgent()
            .withFlag("-XX:+UseSerialGC")
            .with("CLUSTER_NAME", "c1")
            .with("HOST_NAME", "n1")
            .with("HTTP_PORT", "0")
            .with("RINGTAIL_S3_COMPRESSION", "zstd")
            .with("READ_FROM_HEAD", "true")
            .with("RINGTAIL_LOG_ROOT", paths.varLog().toString())
            .with("RINGTAIL_STATE_DIR", state.toString());
    destinations.environment().forEach(agent::with);
    ClassPath.all().forEach(agent::withClassPath);
    return agent;
  }

  private static void write(ContainerLog log, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append("line ").append(i).append('\n');
    }
    try {
      log.write("stdout", text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> expected(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i).toList();
  }

  private List<String> lines(String sink) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String json : destinations.records(sink)) {
      lines.add(JSON.readTree(json).path("log").asText());
    }
    return lines;
  }

  private String checkpoint(String sink) throws IOException {
    return Files.readString(state.resolve("sinks").resolve(sink).resolve("checkpoints.json"));
  }

  private static String size(ContainerLog log) throws IOException {
    return ":" + Files.size(log.file());
  }
}
