package io.ringtail.bench.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.bench.load.Amounts;
import io.ringtail.bench.load.Table;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The node agent, in a process of its own, over files that are there already or that grow at a
 * rate, to an endpoint that counts.
 */
@Command(
    name = "node-load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Feeds the node agent container files and counts what arrives, and what it took.")
public final class NodeLoadProgram implements Callable<Integer> {
  private static final int TICK_MILLIS = 10;
  private static final long MAX_CATCH_UP_MILLIS = 60_000;

  @Option(names = "--jar", defaultValue = "node-agent/target/ringtail-node-agent.jar")
  private Path jar = Path.of("");

  @Option(names = "--files", defaultValue = "4", description = "Containers, a file each")
  private int files;

  @Option(
      names = "--lines",
      defaultValue = "1000000",
      description = "Lines of each, before it starts")
  private long lines;

  @Option(
      names = "--input",
      split = ",",
      description = "Files with CRI lines to be read instead; their times must differ")
  private List<Path> inputs = List.of();

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Lines per second over all files, written while the agent runs; 0: a backlog")
  private int rate;

  @Option(
      names = "--warm-up-seconds",
      defaultValue = "30",
      description = "With --rate: not counted")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "With --rate: how long is counted")
  private int seconds;

  @Option(
      names = "--idle-files",
      defaultValue = "0",
      description = "Further files, of one line each")
  private int idleFiles;

  @Option(
      names = "--java-option",
      split = " ",
      defaultValue = "@node-agent/deploy/image/jvm-options",
      description = "Default, as in the image: ${DEFAULT-VALUE}")
  private List<String> javaOptions = List.of();

  @Option(names = "--java", description = "The java to run it with; default: this one")
  private @Nullable Path java;

  @Option(names = "--config", description = "Its configuration; default: the built-in one")
  private @Nullable Path config;

  @Option(names = "--env", paramLabel = "NAME=VALUE", description = "RINGTAIL_METADATA=lean, say")
  private Map<String, String> environment = new HashMap<>();

  private final Table table = new Table();

  public static void main(String... arguments) {
    System.exit(new CommandLine(new NodeLoadProgram()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("node-load");
    try {
      return run(work);
    } finally {
      try (Stream<Path> all = Files.walk(work)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  private int run(Path work) throws IOException, InterruptedException {
    NodeLayout layout = NodeLayout.create(work.resolve("log"));
    long expected = rate > 0 ? 0 : writeBacklog(layout);
    for (int i = 0; i < idleFiles; i++) {
      Files.writeString(layout.addPod(files + i), new SampleLines(i).next(Instant.now()));
      expected++;
    }
    try (EndpointProcess endpoint = EndpointProcess.start(files + idleFiles, rate > 0)) {
      return rate > 0
          ? followRate(work, layout, endpoint, expected)
          : readBacklog(work, endpoint, expected);
    }
  }

  private int readBacklog(Path work, EndpointProcess endpoint, long expected)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (AgentProcess agent = startAgent(work, endpoint, true)) {
      int exit = agent.await();
      long wall = System.nanoTime() - start;
      Arrived arrived = endpoint.arrived();
      report(expected, arrived, agent);
      table.row(List.of("wall", Amounts.seconds(wall)));
      table.row(List.of("CPU, whole process", Amounts.seconds(agent.cpuNanos())));
      table.row(
          List.of(
              "lines per CPU-second",
              Amounts.count(Math.round(arrived.distinct() / (agent.cpuNanos() / 1e9)))));
      System.out.print(table);
      return exit == 0 && arrived.distinct() == expected && arrived.broken() == 0 ? 0 : 1;
    }
  }

  private int followRate(Path work, NodeLayout layout, EndpointProcess endpoint, long idle)
      throws IOException, InterruptedException {
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      writers.add(Files.newBufferedWriter(layout.addPod(i), UTF_8));
    }
    try (AgentProcess agent = startAgent(work, endpoint, false)) {
      RateWriter writer = new RateWriter(writers, rate);
      writer.writeFor(warmUpSeconds, TICK_MILLIS);
      long cpuBefore = agent.cpuNanos();
      long start = System.nanoTime();
      writer.writeFor(seconds, TICK_MILLIS);
      long cpu = agent.cpuNanos() - cpuBefore;
      long wall = System.nanoTime() - start;
      long expected = writer.written() + idle;
      Arrived arrived = awaitArrival(endpoint, expected);
      report(expected, arrived, agent);
      table.row(
          List.of(
              "CPU after " + warmUpSeconds + " s",
              String.format(Locale.ROOT, "%.2f %% of a core", 100.0 * cpu / wall)));
      table.row(List.of("from line to endpoint, p50", arrived.p50Millis() + " ms"));
      table.row(List.of("p99", arrived.p99Millis() + " ms"));
      table.row(List.of("longest", arrived.maxMillis() + " ms"));
      System.out.print(table);
      return arrived.distinct() == expected && arrived.broken() == 0 ? 0 : 1;
    }
  }

  private void report(long expected, Arrived arrived, AgentProcess agent) {
    table.row(List.of("", Integer.toString(Math.max(files, inputs.size())) + " files"));
    table.row(List.of("lines", Amounts.count(expected)));
    table.row(List.of("lost", Amounts.count(expected - arrived.distinct())));
    table.row(List.of("repeated", Amounts.count(arrived.repeated())));
    table.row(List.of("reordered", Amounts.count(arrived.reordered())));
    table.row(List.of("broken", Amounts.count(arrived.broken())));
    table.row(List.of("requests", Amounts.count(arrived.requests())));
    table.row(
        List.of(
            "bytes sent per line",
            Long.toString(arrived.bodyBytes() / Math.max(1, arrived.records()))));
    table.row(
        List.of("peak RSS", String.format(Locale.ROOT, "%.1f MB", agent.peakRssBytes() / 1e6)));
  }

  private static Arrived awaitArrival(EndpointProcess endpoint, long expected)
      throws IOException, InterruptedException {
    long deadline = System.currentTimeMillis() + MAX_CATCH_UP_MILLIS;
    Arrived arrived = endpoint.arrived();
    while (arrived.distinct() < expected && System.currentTimeMillis() < deadline) {
      TimeUnit.MILLISECONDS.sleep(500);
      arrived = endpoint.arrived();
    }
    return arrived;
  }

  private long writeBacklog(NodeLayout layout) throws IOException {
    Instant start = Instant.now().minusSeconds(7_200);
    long written = 0;
    for (int i = 0; i < inputs.size(); i++) {
      Files.createSymbolicLink(layout.addPod(i), inputs.get(i).toAbsolutePath());
      try (Stream<String> all = Files.lines(inputs.get(i))) {
        written += all.count();
      }
    }
    for (int i = 0; inputs.isEmpty() && i < files; i++) {
      SampleLines sample = new SampleLines(i);
      try (Writer out = Files.newBufferedWriter(layout.addPod(i), UTF_8)) {
        for (long line = 0; line < lines; line++) {
          out.write(sample.next(start.plusNanos(line * 475_001)));
        }
      }
      written += lines;
    }
    return written;
  }

  private AgentProcess startAgent(Path work, EndpointProcess endpoint, boolean untilEof)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(
        java == null
            ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
            : java.toString());
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString(), "run"));
    if (config != null) {
      command.addAll(List.of("--config", config.toString()));
    }
    if (untilEof) {
      command.add("--until-eof");
    }
    Map<String, String> all = new HashMap<>();
    all.put("CLUSTER_NAME", "bench");
    all.put("HOST_NAME", "node-1");
    all.put("NODE_NAME", "node-1");
    all.put("READ_FROM_HEAD", "On");
    all.put("HTTP_PORT", "0");
    all.put("RINGTAIL_LOG_ROOT", work.resolve("log").toString());
    all.put("RINGTAIL_STATE_DIR", work.resolve("state").toString());
    all.put("RINGTAIL_KUBELET_URL", endpoint.url());
    all.put("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", endpoint.url());
    all.put("AWS_REGION", "eu-west-1");
    all.put("AWS_ACCESS_KEY_ID", "bench");
    all.put("AWS_SECRET_ACCESS_KEY", "bench");
    all.put("AWS_EC2_METADATA_DISABLED", "true");
    all.put("MALLOC_ARENA_MAX", "1");
    all.putAll(environment);
    return AgentProcess.start(command, all);
  }
}
