package io.ringtail.node.agent;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.ringtail.console.Console;
import io.ringtail.console.store.StoredEvent;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.Reading;
import io.ringtail.sink.ArchiveFactory;
import io.ringtail.sink.SinkCatalog;
import io.ringtail.sink.SinkFactory;
import io.ringtail.testing.RecordingNotices;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A node with containers, and the whole agent on it, in this process. */
final class TestNode implements AutoCloseable {
  static final String APPLICATION = "/aws/containerinsights/c1/application";

  private static final ObjectMapper JSON = new ObjectMapper();

  final NodePaths paths;
  final RecordingNotices notices = new RecordingNotices();
  final Map<String, String> env = new TreeMap<>();
  private final Path directory;
  private final AtomicLong aheadMillis = new AtomicLong();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<ContainerLog> logs = new ArrayList<>();
  private List<SinkFactory> sinks = List.of(cloudwatch());
  private @Nullable ArchiveFactory archive;
  private Rotation rotation = Rotation.KUBELET;
  private @Nullable String yaml;
  private @Nullable NodeAgent agent;

  TestNode(Path directory) throws IOException {
    this.directory = directory;
    this.paths = new NodePaths(directory.resolve("node"), true);
    Files.createDirectories(paths.varLog());
    env.put("CLUSTER_NAME", "c1");
    env.put("HOST_NAME", "n1");
    env.put("HTTP_PORT", "0");
    env.put("READ_FROM_HEAD", "true");
    env.put("RINGTAIL_LOG_ROOT", paths.varLog().toString());
    env.put("RINGTAIL_STATE_DIR", directory.resolve("state").toString());
    env.put("RINGTAIL_LINGER_MS", "100");
  }

  static SinkFactory cloudwatch() {
    SinkFactory factory = SinkCatalog.load(TestNode.class.getClassLoader()).find("cloudwatch");
    if (factory == null) {
      throw new AssertionError("no sink is named cloudwatch");
    }
    return factory;
  }

  /** Where the sink of this process finds CloudWatch Logs from now on. */
  static void sendsTo(URI endpoint) {
    System.setProperty("aws.endpointUrlCloudWatchLogs", endpoint.toString());
    System.setProperty("aws.region", "eu-west-1");
    System.setProperty("aws.accessKeyId", "AKIATEST");
    System.setProperty("aws.secretAccessKey", "secret");
  }

  TestNode env(String name, String value) {
    env.put(name, value);
    return this;
  }

  /** One for each sink of the configuration. */
  TestNode sink(SinkFactory... others) {
    sinks = List.of(others);
    return this;
  }

  /** Where dead letters may be kept, as the environment says. */
  TestNode archive(ArchiveFactory other) {
    archive = other;
    return this;
  }

  TestNode rotation(Rotation other) {
    rotation = other;
    return this;
  }

  /** The configuration file instead of the built-in configuration. */
  TestNode yaml(String text) throws IOException {
    yaml = text;
    Files.writeString(configFile(), text);
    return this;
  }

  Path configFile() {
    return directory.resolve("agent.yaml");
  }

  /** Time for those who write logs: as it is, and whatever was added. */
  InstantSource clock() {
    return () -> Instant.now().plusMillis(aheadMillis.get());
  }

  /** So that kubelet may rotate again, whose file names have seconds. */
  void laterBy(Duration duration) {
    aheadMillis.addAndGet(duration.toMillis());
  }

  ContainerLog container(ContainerName name) throws IOException {
    ContainerLog log =
        new ContainerLog(paths, name, ContainerRuntime.CONTAINERD, rotation, clock());
    logs.add(log);
    return log;
  }

  /** The log stream that the built-in configuration has for a container. */
  static String stream(String source, ContainerName name) {
    return "n1-"
        + source
        + ".var.log.containers."
        + name.pod()
        + "_"
        + name.namespace()
        + "_"
        + name.container()
        + "-"
        + name.containerId()
        + ".log";
  }

  NodeAgent start() throws IOException {
    Reading reading = yaml == null ? Reading.ofBuiltIn() : Reading.of(yaml);
    env.forEach(reading::env);
    Surroundings surroundings = reading.surroundings();
    AgentRun.Request request =
        new AgentRun.Request(
            reading.config(),
            yaml == null ? null : configFile(),
            yaml == null ? ConfigText.builtIn() : ConfigText.of(configFile()),
            surroundings,
            false);
    agent = NodeAgent.start(request, sinks, archive, notices, new HurriedClock());
    return agent;
  }

  NodeAgent agent() {
    if (agent == null) {
      throw new AssertionError("the agent was not started");
    }
    return agent;
  }

  void stop() {
    agent().close();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + agent().httpPort() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  /** What /coverage says of the container's log; a missing node: nothing. */
  JsonNode coverage(ContainerName name) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agent().httpPort() + "/coverage"))
            .header("Accept", "application/json")
            .build();
    for (JsonNode log : JSON.readTree(http.send(request, BodyHandlers.ofString()).body())) {
      if (log.path("pod").asText().equals(name.pod())
          && log.path("container").asText().equals(name.container())) {
        return log;
      }
    }
    return MissingNode.getInstance();
  }

  /** Waits for so many events in a stream; gives their records. */
  static List<JsonNode> awaitRecords(Console console, String group, String stream, int count) {
    until(() -> console.events(group, stream).size() >= count);
    return records(console, group, stream);
  }

  static List<JsonNode> records(Console console, String group, String stream) {
    return console.events(group, stream).stream().map(TestNode::record).toList();
  }

  static List<String> lines(List<JsonNode> records) {
    return records.stream().map(each -> each.path("log").asText()).toList();
  }

  static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private static JsonNode record(StoredEvent event) {
    try {
      return JSON.readTree(event.message());
    } catch (IOException e) {
      throw new UncheckedIOException(event.message(), e);
    }
  }

  @Override
  public void close() throws IOException {
    if (agent != null) {
      agent.close();
    }
    for (ContainerLog log : logs) {
      log.close();
    }
  }
}
