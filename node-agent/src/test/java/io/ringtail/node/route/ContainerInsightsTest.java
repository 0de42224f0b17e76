package io.ringtail.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.Destination;
import io.ringtail.node.config.LogRoot;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.Reading;
import io.ringtail.node.config.Selector;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.config.SourceConfig.Containers;
import io.ringtail.node.config.SourceConfig.Field;
import io.ringtail.node.config.SourceConfig.Journal;
import io.ringtail.node.config.TransformConfig.Add;
import io.ringtail.node.config.TransformConfig.Remove;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.testing.RecordingNotices;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The built-in configuration does what {@code fluent-bit.yaml} of
 * aws-samples/amazon-cloudwatch-container-insights does: the same inputs, log groups and streams.
 */
class ContainerInsightsTest {
  private static final String ID =
      "aeeccc7a9f00f6e4e066aeff0434cf80621215071f1b20a51e8340aa7c35eac6";

  private final Reading reading =
      Reading.ofBuiltIn().env("CLUSTER_NAME", "prod").env("HOST_NAME", "ip-10-0-0-1.ec2.internal");
  private final NodeConfig config = reading.config();
  private final RecordingNotices notices = new RecordingNotices();

  @ParameterizedTest
  @CsvSource({
    "cart-6f8d_shop_app,application,application",
    // Excluded from the first input there, and read by inputs of their own with the same tag.
    "fluent-bit-x_amazon-cloudwatch_fluent-bit,application,application",
    "cloudwatch-agent-x_amazon-cloudwatch_agent,application,application",
    "aws-node-x_kube-system_aws-node,dataplane,dataplane.tail",
    "kube-proxy-x_kube-system_kube-proxy,dataplane,dataplane.tail",
    "ringtail-node-agent-x_amazon-cloudwatch_agent,application,application",
  })
  void aContainersLogGoesWhereItWent(String container, String group, String tag) {
    String file = container + '-' + ID + ".log";
    Path path = Path.of("/var/log/containers", file);

    SourceConfig source = onlyReaderOf(path);

    assertThat(resolve(source.name(), Tags.ofFile(source.name(), path, logRoot())))
        .isEqualTo(
            new Destination(
                "/aws/containerinsights/prod/" + group,
                "ip-10-0-0-1.ec2.internal-" + tag + ".var.log.containers." + file));
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void fluentdIsNotRead() {
    Path path = Path.of("/var/log/containers/fluentd-x_logging_fluentd-" + ID + ".log");

    assertThat(config.sources()).noneMatch(source -> reads(source, path));
  }

  @ParameterizedTest
  @CsvSource({
    "dataplane.systemd,kubelet.service,dataplane,-dataplane.systemd.kubelet.service",
    "dataplane.systemd,containerd.service,dataplane,-dataplane.systemd.containerd.service",
    "host.dmesg,,host,.host.dmesg",
    "host.messages,sshd.service,host,.host.messages",
    "host.secure,sshd.service,host,.host.secure",
  })
  void theJournalGoesWhereItWent(String name, String unit, String group, String stream) {
    assertThat(resolve(name, Tags.ofJournal(journal(name), unit)))
        .isEqualTo(
            new Destination(
                "/aws/containerinsights/prod/" + group, "ip-10-0-0-1.ec2.internal" + stream));
  }

  @Test
  void theJournalIsReadAsItWas() {
    assertThat(journal("dataplane.systemd").units())
        .containsExactly("docker.service", "containerd.service", "kubelet.service");
    assertThat(journal("dataplane.systemd").fields())
        .containsExactly(
            new Field("_HOSTNAME", "hostname"),
            new Field("_SYSTEMD_UNIT", "systemd_unit"),
            new Field("MESSAGE", "message"));
    assertThat(journal("host.dmesg").transports()).containsExactly("kernel");
    assertThat(journal("host.messages").maxPriority()).isEqualTo(6);
    assertThat(journal("host.messages").excludedFacilities()).containsExactly(2, 9, 10);
    assertThat(journal("host.secure").facilities()).containsExactly(10);
    assertThat(List.of("host.dmesg", "host.messages", "host.secure"))
        .allSatisfy(
            name ->
                assertThat(journal(name).fields())
                    .containsExactly(
                        new Field("_HOSTNAME", "host"),
                        new Field("MESSAGE", "message"),
                        new Field("SYSLOG_IDENTIFIER", "ident"),
                        new Field("SYSLOG_PID", "pid")));
    assertThat(config.sources())
        .filteredOn(Journal.class::isInstance)
        .allSatisfy(
            source ->
                assertThat(((Journal) source).directory()).isEqualTo(Path.of("/var/log/journal")));
  }

  @Test
  void theDataPlanesContainersHaveNoPodMetadata() {
    assertThat(config.transforms())
        .contains(new Remove(of("dataplane.tail"), List.of("kubernetes")));
  }

  @Test
  void theDataPlaneAndTheHostSayOnWhichInstance() {
    assertThat(config.transforms())
        .contains(
            new Add(
                of("dataplane.*", "host.*"),
                Map.of(
                    "az",
                    "${imds:placement/availability-zone}",
                    "ec2_instance_id",
                    "${imds:instance-id}")));
  }

  private static Selector of(String... sources) {
    return new Selector(List.of(sources), List.of(), List.of(), List.of(), List.of(), Map.of());
  }

  @Test
  void readingBeginsAtTheEndUnlessToldOtherwise() {
    assertThat(fromHead(UnaryOperator.identity())).containsOnly(false);
    assertThat(fromHead(each -> each.env("READ_FROM_HEAD", "On").env("READ_FROM_TAIL", "Off")))
        .containsOnly(true);
  }

  private static List<Boolean> fromHead(UnaryOperator<Reading> environment) {
    return environment.apply(Reading.ofBuiltIn()).config().sources().stream()
        .map(
            source ->
                source instanceof Containers containers
                    ? containers.reading().fromHead()
                    : ((Journal) source).fromHead())
        .toList();
  }

  private Destination resolve(String source, String tag) {
    return new Router(config, "cloudwatch", names -> names, reading.surroundings(), notices)
        .resolveAnyway(new Origin(source, tag, null, null, null), StdStream.STDOUT, Instant.EPOCH)
        .destination();
  }

  private SourceConfig onlyReaderOf(Path path) {
    List<SourceConfig> readers =
        config.sources().stream().filter(source -> reads(source, path)).toList();
    assertThat(readers).hasSize(1);
    return readers.get(0);
  }

  private static boolean reads(SourceConfig source, Path path) {
    return source instanceof Containers containers
        && containers.include().stream().anyMatch(glob -> matches(glob, path))
        && containers.exclude().stream().noneMatch(glob -> matches(glob, path));
  }

  private static boolean matches(String glob, Path path) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(path);
  }

  private Journal journal(String name) {
    return config.sources().stream()
        .filter(source -> source.name().equals(name))
        .map(Journal.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private LogRoot logRoot() {
    return new LogRoot(config.agent().logRoot());
  }
}
