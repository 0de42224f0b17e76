package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.MetadataMode;
import io.ringtail.config.NameTemplate;
import io.ringtail.config.Option;
import io.ringtail.node.config.KubernetesConfig.From;
import io.ringtail.node.config.SourceConfig.Containers;
import io.ringtail.node.config.SourceConfig.Files;
import io.ringtail.node.config.SourceConfig.Journal;
import io.ringtail.node.config.SourceConfig.Shaping;
import io.ringtail.node.config.TransformConfig.Grep;
import io.ringtail.node.config.TransformConfig.RateLimit;
import io.ringtail.node.config.TransformConfig.Redact;
import io.ringtail.node.config.TransformConfig.Rename;
import io.ringtail.node.config.TransformConfig.Sample;
import io.ringtail.node.config.TransformConfig.Scope;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeConfigReaderTest {
  private static final String SOURCES = "sources: [{name: all, type: containers}]\n";

  @Test
  void aSourceIsEnough() {
    NodeConfig config = Reading.of(SOURCES).env("HOST_NAME", "node-1").config();

    assertThat(config.agent())
        .isEqualTo(
            new AgentConfig(
                null,
                "node-1",
                2020,
                Path.of("/var/log"),
                Path.of("/var/ringtail/state"),
                25L << 20,
                5_000,
                5_000,
                512L << 20,
                null,
                64L << 20,
                true,
                null,
                true));
    assertThat(config.sources())
        .containsExactly(
            new Containers(
                "all",
                List.of("/var/log/containers/*.log"),
                List.of(),
                new SourceConfig.Reading(false, 1 << 20, StandardCharsets.UTF_8),
                new Shaping("auto", 1_000, null, true, "log_processed", true)));
    assertThat(config.kubernetes().from()).isEqualTo(From.KUBELET);
    assertThat(config.kubernetes().mode()).isEqualTo(MetadataMode.FULL);
    assertThat(config.routes())
        .containsExactly(
            new RouteConfig(
                "unrouted",
                Selector.ALL,
                "/aws/containerinsights/${cluster}/application",
                "${host}-${tag}"));
  }

  @Test
  void withoutSinksThereIsOneThatIsRequired() {
    assertThat(Reading.of(SOURCES).config().sinks())
        .singleElement()
        .satisfies(
            sink -> {
              assertThat(sink.name()).isEqualTo("cloudwatch");
              assertThat(sink.type()).isEqualTo("cloudwatch");
              assertThat(sink.required()).isTrue();
            });
  }

  @Test
  void sinksHaveNamesTypesAndOptionsOfTheirOwn() {
    NodeConfig config =
        Reading.of(
                SOURCES
                    + """
                    sinks:
                      - {type: cloudwatch}
                      - {name: archive, type: s3, required: false, s3-bucket: "logs-${source}"}
                    routes:
                      - {name: all, sinks: [archive]}
                    """)
            .config();

    assertThat(config.sinks().stream().map(SinkConfig::name))
        .containsExactly("cloudwatch", "archive");
    SinkConfig archive = config.sinks().get(1);
    assertThat(archive.type()).isEqualTo("s3");
    assertThat(archive.required()).isFalse();
    assertThat(archive.settings().reader().template(Option.S3_BUCKET, NameTemplate.DEFAULT_GROUP))
        .extracting(NameTemplate::text)
        .isEqualTo("logs-${source}");
    assertThat(config.routes().get(0).goesTo("archive")).isTrue();
    assertThat(config.routes().get(0).goesTo("cloudwatch")).isFalse();
  }

  @Test
  void theEnvironmentChoosesAmongSinksAndBeatsTheirOptions() {
    NodeConfig config =
        Reading.of(SOURCES + "sinks: [{type: cloudwatch}, {name: archive, type: s3, s3-bucket: a}]")
            .env("RINGTAIL_SINK", "archive,stdout")
            .env("RINGTAIL_S3_BUCKET", "b")
            .config();

    assertThat(config.sinks().stream().map(SinkConfig::type)).containsExactly("s3", "stdout");
    assertThat(config.sinks().get(0).settings().text(Option.S3_BUCKET)).isEqualTo("b");
  }

  @Test
  void wrongSinksAreTold() {
    assertThat(
            Reading.of(
                    SOURCES
                        + """
                        sinks:
                          - {type: s3, s3-buket: a}
                          - {name: s3, type: cloudwatch}
                          - {required: true}
                        routes:
                          - {name: r, sinks: [s4]}
                        """)
                .messages())
        .anySatisfy(line -> assertThat(line).contains("s3-buket", "did you mean s3-bucket"))
        .anySatisfy(line -> assertThat(line).contains("another sink has the name s3"))
        .anySatisfy(line -> assertThat(line).contains("sinks[2].type", "missing"))
        .anySatisfy(line -> assertThat(line).contains("no such sink", "did you mean s3"));
  }

  @ParameterizedTest
  @CsvSource({"8MiB,8MiB", "100MiB,25MiB", "4GiB,64MiB"})
  void theBufferIsAQuarterOfTheHeapWithinBounds(String heap, String buffer) {
    long heapBytes = bytes(heap);

    assertThat(Reading.of(SOURCES).heap(heapBytes).config().agent().bufferBytes())
        .isEqualTo(bytes(buffer));
  }

  @Test
  void readsEveryOption() {
    NodeConfig config =
        Reading.of(
                """
                agent:
                  sink: stdout
                  cluster-name: prod
                  host-name: node-9
                  http-server: on
                  http-port: 0
                  log-root: /host/log
                  state-dir: /state
                  buffer-bytes: 32MiB
                  linger-ms: 250
                  shutdown-ms: 1000
                  max-deleted-bytes: 200Mi
                  create: no
                  retention-days: 30
                  reload: false
                  log-group: /g/${cluster}
                  log-stream: ${source}
                kubernetes:
                  from: api-server
                  kubelet-url: http://127.0.0.1:10255
                  node-name: n
                  token-file: /t
                  ca-file: /c
                  verify-kubelet: false
                  metadata: lean
                  labels: true
                  annotations: true
                  owner: true
                  namespace-labels: true
                  pod-annotations: false
                multiline:
                  - name: stamped
                    start: ^\\d{4}-
                    next: ^\\s
                parsers:
                  - name: access
                    kind: regex
                    pattern: ^(?P<host>\\S+) (?P<time>\\S+)$
                    time-key: time
                    time-format: "%d/%b/%Y:%H:%M:%S %z"
                    time-keep: true
                sources:
                  - name: app
                    type: containers
                    include: /var/log/containers/app*.log
                    exclude: [/var/log/containers/app-x*]
                    from-head: true
                    max-line-bytes: 64k
                    charset: ISO-8859-1
                    multiline: stamped
                    multiline-flush-ms: 2000
                    parser: access
                    merge-json: false
                    merge-key: data
                    keep-log: false
                  - name: boot
                    type: files
                    include: [/var/log/boot.log, "/opt/{a,b}/*.log"]
                  - name: sys
                    type: journal
                    directory: /run/log/journal
                    units: kubelet.service
                    transports: [kernel, syslog]
                    min-priority: 1
                    max-priority: 5
                    facilities: [0, 10]
                    exclude-facilities: 2
                    from-head: true
                    fields: {MESSAGE: message, _PID: pid}
                transforms:
                  - {type: parse, parser: nginx, when: {containers: [web]}}
                  - {type: rename, names: {a.b: c}}
                  - {type: keep, fields: [a, b]}
                  - {type: remove, fields: c}
                  - {type: add, fields: {team: shop}}
                  - {type: grep, field: log, pattern: healthz, exclude: true}
                  - {type: redact, ready: [card, email], patterns: [secret=\\S+], replacement: X}
                  - {type: rate-limit, entries-per-second: 2.5, per: namespace}
                  - {type: sample, keep-one-in: 10}
                routes:
                  - name: errors
                    when:
                      sources: [a*]
                      namespaces: [shop, team-*]
                      pods: [cart-*]
                      containers: [app]
                      streams: [stderr]
                      labels: {app: cart}
                    log-group: /err/${namespace}/${label:app}/${date:yyyy}
                    log-stream: ${unit}/${stream}
                """)
            .config();

    assertThat(config.agent())
        .isEqualTo(
            new AgentConfig(
                "prod",
                "node-9",
                0,
                Path.of("/host/log"),
                Path.of("/state"),
                32L << 20,
                250,
                1_000,
                200L << 20,
                null,
                64L << 20,
                false,
                30,
                false));
    assertThat(config.kubernetes())
        .isEqualTo(
            new KubernetesConfig(
                From.API_SERVER,
                URI.create("http://127.0.0.1:10255"),
                "n",
                Path.of("/t"),
                Path.of("/c"),
                false,
                MetadataMode.LEAN,
                true,
                true,
                true,
                true,
                false));
    MultilineRule rule = config.multilineRules().get(0);
    assertThat(rule.name() + rule.start() + rule.next()).isEqualTo("stamped^\\d{4}-^\\s");
    ParserConfig parser = config.parsers().get(0);
    assertThat(parser.kind()).isEqualTo(ParserConfig.Kind.REGEX);
    assertThat(parser.timeKey() + parser.timeFormat() + parser.timeKeep())
        .isEqualTo("time%d/%b/%Y:%H:%M:%S %ztrue");
    // The node's paths, as seen from here.
    assertThat(config.sources())
        .containsExactly(
            new Containers(
                "app",
                List.of("/host/log/containers/app*.log"),
                List.of("/host/log/containers/app-x*"),
                new SourceConfig.Reading(true, 64 << 10, StandardCharsets.ISO_8859_1),
                new Shaping("stamped", 2_000, "access", false, "data", false)),
            new Files(
                "boot",
                List.of("/host/log/boot.log", "/opt/{a,b}/*.log"),
                List.of(),
                new SourceConfig.Reading(false, 1 << 20, StandardCharsets.UTF_8),
                new Shaping("off", 1_000, null, false, "log_processed", false)),
            new Journal(
                "sys",
                Path.of("/run/log/journal"),
                List.of("kubelet.service"),
                List.of("kernel", "syslog"),
                1,
                5,
                List.of(0, 10),
                List.of(2),
                true,
                List.of(
                    new SourceConfig.Field("MESSAGE", "message"),
                    new SourceConfig.Field("_PID", "pid")),
                new Shaping("off", 0, null, false, "", true)));
    assertThat(config.transforms()).hasSize(9);
    assertThat(config.transforms().get(1)).isEqualTo(new Rename(Selector.ALL, Map.of("a.b", "c")));
    assertThat(config.transforms().get(5))
        .isInstanceOfSatisfying(
            Grep.class,
            grep -> {
              assertThat(grep.pattern().pattern()).isEqualTo("healthz");
              assertThat(grep.exclude()).isTrue();
            });
    assertThat(config.transforms().get(6))
        .isInstanceOfSatisfying(
            Redact.class,
            redact -> {
              assertThat(redact.builtIn()).containsExactly("card", "email");
              assertThat(redact.patterns()).hasSize(1);
              assertThat(redact.replacement()).isEqualTo("X");
            });
    assertThat(config.transforms().get(7))
        .isEqualTo(new RateLimit(Selector.ALL, 2.5, 3, Scope.NAMESPACE));
    assertThat(config.transforms().get(8)).isEqualTo(new Sample(Selector.ALL, 10));
    assertThat(config.routes())
        .containsExactly(
            new RouteConfig(
                "errors",
                new Selector(
                    List.of("a*"),
                    List.of("shop", "team-*"),
                    List.of("cart-*"),
                    List.of("app"),
                    List.of("stderr"),
                    Map.of("app", "cart")),
                "/err/${namespace}/${label:app}/${date:yyyy}",
                "${unit}/${stream}"),
            new RouteConfig("unrouted", Selector.ALL, "/g/${cluster}", "${source}"));
  }

  @Test
  void aRouteThatLeavesOutANameHasTheAgents() {
    NodeConfig config =
        Reading.of(SOURCES + "agent: {log-group: g, log-stream: s}\nroutes: [{name: r}]").config();

    assertThat(config.routes()).containsExactly(new RouteConfig("r", Selector.ALL, "g", "s"));
  }

  @Test
  void aParserMayTakeTheNameOfAReadyOne() {
    assertThat(Reading.of(SOURCES + "parsers: [{name: nginx, kind: json}]").config().parsers())
        .hasSize(1);
  }

  private static long bytes(String text) {
    return Long.parseLong(text.replaceAll("\\D", "")) << (text.endsWith("GiB") ? 30 : 20);
  }
}
