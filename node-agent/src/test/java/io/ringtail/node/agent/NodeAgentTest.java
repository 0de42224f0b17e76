package io.ringtail.node.agent;

import static io.ringtail.node.agent.TestNode.APPLICATION;
import static io.ringtail.node.agent.TestNode.awaitRecords;
import static io.ringtail.node.agent.TestNode.lines;
import static io.ringtail.node.agent.TestNode.records;
import static io.ringtail.node.agent.TestNode.stream;
import static io.ringtail.node.agent.TestNode.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringtail.console.Console;
import io.ringtail.console.ConsoleOptions;
import io.ringtail.node.kubernetes.FakeKubelet;
import io.ringtail.node.kubernetes.PodListJson;
import io.ringtail.node.kubernetes.PodListJson.PodJson;
import io.ringtail.telemetry.DropReason;
import io.ringtail.testing.AccountingExtension;
import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.Rotation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent, from containerd's files to CloudWatch's log streams. */
@Timeout(60)
@ExtendWith(AccountingExtension.class)
final class NodeAgentTest {
  private static final ContainerName WEB = ContainerName.of("shop", "web-1", "web", 1);

  private final Console console = Console.start(ConsoleOptions.defaults());
  private final FakeKubelet kubelet = FakeKubelet.http();
  private final TestNode node;

  NodeAgentTest(@TempDir Path directory) throws IOException {
    TestNode.sendsTo(console.endpoint());
    node = new TestNode(directory).env("RINGTAIL_KUBELET_URL", kubelet.url().toString());
    kubelet.lists(() -> PodListJson.of(pod(Map.of())));
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
    kubelet.close();
    console.close();
  }

  private static PodJson pod(Map<String, String> annotations) {
    return new PodJson(WEB.namespace(), WEB.pod(), WEB.uid())
        .annotations(annotations)
        .running("web", "web:1", WEB.containerId());
  }

  @Test
  void aRecordHasTheShapeAndThePlaceThatFluentBitGivesIt() throws Exception {
    ContainerLog log = node.container(WEB);
    log.write("stdout", "{\"status\":200,\"path\":\"/a\"}\n");
    log.write("stderr", "plain \"words\"\n");
    node.start();

    List<JsonNode> records = awaitRecords(console, APPLICATION, stream("application", WEB), 2);

    JsonNode json = records.get(0);
    assertThat(json.fieldNames())
        .toIterable()
        .containsExactly("time", "stream", "log", "log_processed", "kubernetes");
    // The runtime leaves out zeros at the end of the fraction; the record has all nine digits.
    assertThat(Instant.parse(json.path("time").asText()))
        .isEqualTo(Instant.parse(Files.readAllLines(log.file()).get(0).split(" ", 2)[0]));
    assertThat(json.path("stream").asText()).isEqualTo("stdout");
    assertThat(json.path("log").asText()).isEqualTo("{\"status\":200,\"path\":\"/a\"}");
    assertThat(json.path("log_processed")).hasToString("{\"status\":200,\"path\":\"/a\"}");
    assertThat(json.path("kubernetes").fieldNames())
        .toIterable()
        .containsExactly(
            "pod_name",
            "namespace_name",
            "pod_id",
            "host",
            "pod_ip",
            "container_name",
            "docker_id",
            "container_hash",
            "container_image");
    assertThat(json.path("kubernetes").path("pod_name").asText()).isEqualTo("web-1");
    assertThat(json.path("kubernetes").path("namespace_name").asText()).isEqualTo("shop");
    assertThat(json.path("kubernetes").path("docker_id").asText()).isEqualTo(WEB.containerId());
    assertThat(json.path("kubernetes").path("pod_ip").asText()).isEqualTo("10.1.2.3");
    assertThat(records.get(1).fieldNames())
        .toIterable()
        .containsExactly("time", "stream", "log", "kubernetes");
    assertThat(records.get(1).path("log").asText()).isEqualTo("plain \"words\"");
    assertThat(records.get(1).path("stream").asText()).isEqualTo("stderr");
  }

  @Test
  void theDataPlaneHasAGroupOfItsOwnAndNoMetadata() throws Exception {
    ContainerName proxy = ContainerName.of("kube-system", "kube-proxy-7", "kube-proxy", 2);
    node.container(proxy).write("stderr", "{\"a\":1}\n");
    node.start();

    List<JsonNode> records =
        awaitRecords(
            console, "/aws/containerinsights/c1/dataplane", stream("dataplane.tail", proxy), 1);

    assertThat(records.get(0).path("log").asText()).isEqualTo("{\"a\":1}");
    assertThat(records.get(0).has("log_processed")).isFalse();
    assertThat(records(console, APPLICATION, stream("application", proxy))).isEmpty();
  }

  @Test
  void aStackTraceAndALineInPiecesAreOneEventEach() throws Exception {
    String trace =
        "java.lang.IllegalStateException: no\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)\n"
            + "Caused by: java.io.IOException: disk\n\tat a.B.e(B.java:3)\n\t... 2 more";
    String long1 = "x".repeat(40_000);
    ContainerLog log = node.container(WEB);
    log.write("stdout", "before\n" + trace + "\nafter\n" + long1 + "\n");
    node.start();

    assertThat(lines(awaitRecords(console, APPLICATION, stream("application", WEB), 4)))
        .containsExactly("before", trace, "after", long1);
  }

  @Test
  void anExcludedPodIsNotEvenRead() throws Exception {
    kubelet.lists(() -> PodListJson.of(pod(Map.of("fluentbit.io/exclude", "true"))));
    ContainerName other = ContainerName.of("shop", "other-1", "other", 3);
    node.container(WEB).write("stdout", "not wanted\n");
    node.container(other).write("stdout", "wanted\n");
    node.start();

    awaitRecords(console, APPLICATION, stream("application", other), 1);

    // The other pod is unknown to kubelet, and so waited longer than this one would have.
    assertThat(records(console, APPLICATION, stream("application", WEB))).isEmpty();
    until(() -> node.coverage(other).path("readBytes").asLong() > 0);
    assertThat(node.coverage(WEB).path("readBytes").asLong()).isZero();
  }

  @Test
  void oneStreamOfAPodCanBeExcludedAndTheOtherBeParsed() throws Exception {
    kubelet.lists(
        () ->
            PodListJson.of(
                pod(
                    Map.of(
                        "fluentbit.io/exclude_stderr", "true",
                        "fluentbit.io/parser_stdout-web", "logfmt"))));
    ContainerLog log = node.container(WEB);
    log.write("stderr", "not wanted\n");
    log.write("stdout", "level=info msg=\"it is\" took=3\n");
    node.start();

    List<JsonNode> records = awaitRecords(console, APPLICATION, stream("application", WEB), 1);

    assertThat(records).hasSize(1);
    assertThat(records.get(0).toString()).contains("\"level\":\"info\"", "\"msg\":\"it is\"");
    // What was left out on purpose is not owed.
    until(() -> acknowledgedAll(log));
  }

  @Test
  void rotationsAndARestartLoseNothingAndRepeatNothing() throws Exception {
    node.rotation(new Rotation(20_000, 6));
    ContainerLog log = node.container(WEB);
    List<String> written = new ArrayList<>();
    for (int run = 0; run < 3; run++) {
      write(log, written, 300);
      node.start();
      // At its very first start it begins with the file that is written to, not with older ones.
      int before = written.size();
      until(() -> console.events(APPLICATION, stream("application", WEB)).size() >= before);
      write(log, written, 300);
      rotate(log);
      write(log, written, 300);
      int soFar = written.size();
      until(() -> console.events(APPLICATION, stream("application", WEB)).size() >= soFar);
      node.stop();
      // Two rotations while it is away: the first file it was at is compressed then.
      write(log, written, 300);
      rotate(log);
      write(log, written, 300);
      rotate(log);
    }
    node.start();

    assertThat(
            lines(awaitRecords(console, APPLICATION, stream("application", WEB), written.size())))
        .containsExactlyElementsOf(written);
  }

  @Test
  void aFileOfTheUsersRoutesAndChangesRecords() throws Exception {
    node.yaml(
        """
        kubernetes: {metadata: lean}
        sources:
          - {name: pods, type: containers, merge-json: true, merge-key: ""}
        transforms:
          - {type: grep, field: log, pattern: "GET /healthz", exclude: true}
          - {type: rename, names: {status: code}}
          - {type: redact, ready: [card]}
        routes:
          - name: errors
            when: {streams: [stderr]}
            log-group: /errors/${namespace}
            log-stream: ${pod}/${container}
          - name: rest
            log-group: /rest/${namespace}
            log-stream: ${pod}/${container}
        """);
    ContainerLog log = node.container(WEB);
    log.write("stdout", "GET /healthz 200\n{\"status\":200}\n");
    log.write("stderr", "paid with 4111 1111 1111 1111\n");
    NodeAgent agent = node.start();

    JsonNode error = awaitRecords(console, "/errors/shop", "web-1/web", 1).get(0);
    List<JsonNode> rest = awaitRecords(console, "/rest/shop", "web-1/web", 1);

    assertThat(error.path("log").asText()).startsWith("paid with").doesNotContain("1111");
    assertThat(error.path("kubernetes"))
        .hasToString(
            "{\"namespace_name\":\"shop\",\"pod_name\":\"web-1\",\"container_name\":\"web\"}");
    assertThat(rest).hasSize(1);
    assertThat(rest.get(0).path("code").asInt()).isEqualTo(200);
    assertThat(agent.telemetries().get(0).accounts().dropped().values()).containsExactly(1L);
    until(() -> acknowledgedAll(log));
  }

  @Test
  void aChangedFileIsTakenWithoutLosingOrRepeatingALineAndAWrongOneIsNot() throws Exception {
    String yaml =
        """
        sources:
          - {name: pods, type: containers}
        routes:
          - {name: all, log-group: /%s, log-stream: s}
        """;
    node.yaml(yaml.formatted("old"));
    ContainerLog log = node.container(WEB);
    List<String> written = new ArrayList<>();
    node.start();

    writeWhile(log, written, () -> console.events("/old", "s").isEmpty());
    Files.writeString(node.configFile(), yaml.formatted("new"));
    writeWhile(log, written, () -> console.events("/new", "s").isEmpty());
    Files.writeString(node.configFile(), "sources: [{name: pods, type: nonsense}]\n");
    writeWhile(
        log,
        written,
        () -> node.notices.texts().stream().noneMatch(t -> t.contains("stays in force")));
    write(log, written, 10);

    until(
        () ->
            console.events("/old", "s").size() + console.events("/new", "s").size()
                >= written.size());
    List<String> arrived = new ArrayList<>(lines(records(console, "/old", "s")));
    arrived.addAll(lines(records(console, "/new", "s")));
    assertThat(arrived).containsExactlyElementsOf(written);
    until(
        () ->
            node.get("/metrics")
                .body()
                .contains(
                    "ringtail_source_read_entries_total{source=\"pods\"} "
                        + written.size()
                        + ".0"));
    until(() -> node.get("/readyz?verbose").body().contains("stays in force"));
    assertThat(node.get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void itsEndpointsSayWhatWasWrittenAndWhatBecameOfIt() throws Exception {
    ContainerLog log = node.container(WEB);
    write(log, new ArrayList<>(), 1_000);
    node.start();

    until(() -> acknowledgedAll(log));

    JsonNode coverage = node.coverage(WEB);
    assertThat(coverage.path("namespace").asText()).isEqualTo("shop");
    assertThat(coverage.path("writtenBytes").asLong()).isEqualTo(Files.size(log.file()));
    assertThat(coverage.path("readBytes").asLong()).isEqualTo(Files.size(log.file()));
    assertThat(coverage.path("lostBytes").asLong()).isZero();
    assertThat(coverage.path("lagBytes").asLong()).isZero();
    assertThat(node.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(node.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(node.get("/metrics").body().lines())
        .anyMatch(line -> line.startsWith("ringtail") && line.endsWith(" 1000.0"));
    assertThat(node.agent().telemetries().get(0).accounts().delivered()).isEqualTo(1_000);
    assertThat(node.agent().telemetries().get(0).accounts().totalDropped()).isZero();
  }

  @Test
  void linesThatTheDestinationRefusesForTheirAgeAreCountedAndTold() throws Exception {
    node.laterBy(Duration.ofDays(-20));
    ContainerLog log = node.container(WEB);
    write(log, new ArrayList<>(), 5);
    NodeAgent agent = node.start();

    until(() -> agent.telemetries().get(0).accounts().totalDropped() == 5);

    assertThat(agent.telemetries().get(0).accounts().dropped())
        .containsEntry(DropReason.TOO_OLD, 5L);
    until(() -> acknowledgedAll(log));
    until(
        () ->
            records(console, APPLICATION, "n1-ringtail.losses").toString().contains("5 log entr"));
  }

  private boolean acknowledgedAll(ContainerLog log) throws Exception {
    return node.coverage(WEB).path("acknowledgedBytes").asLong() == Files.size(log.file());
  }

  private static void write(ContainerLog log, List<String> written, int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      String line = "line " + written.size() + " of the log of a container, and some more text";
      written.add(line);
      log.write("stdout", line + "\n");
    }
  }

  private static void writeWhile(
      ContainerLog log, List<String> written, Callable<Boolean> condition) {
    until(
        () -> {
          write(log, written, 3);
          return !condition.call();
        });
  }

  private void rotate(ContainerLog log) throws IOException {
    node.laterBy(Duration.ofSeconds(2));
    assertThat(log.kubeletTick()).isTrue();
    log.reopen();
  }
}
