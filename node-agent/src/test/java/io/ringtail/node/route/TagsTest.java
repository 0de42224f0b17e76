package io.ringtail.node.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.node.config.LogRoot;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.config.SourceConfig.Journal;
import io.ringtail.node.config.SourceConfig.Shaping;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {
  // The first is the example of Fluent Bit's manual (Kubernetes filter, "workflow of tail +
  // kubernetes filter"); the others follow tag_compose of in_tail.
  @ParameterizedTest
  @CsvSource({
    "kube,"
        + "/var/log/containers/apache-logs-annotated_default_apache-aeeccc7a9f00f6e4e066aeff0434cf80621215071f1b20a51e8340aa7c35eac6.log,"
        + "kube.var.log.containers.apache-logs-annotated_default_apache-aeeccc7a9f00f6e4e066aeff0434cf80621215071f1b20a51e8340aa7c35eac6.log",
    "application,/var/log/containers/cart-1_shop_app-0123.log,"
        + "application.var.log.containers.cart-1_shop_app-0123.log",
    "dataplane.tail,/var/log/containers/aws-node-x2_kube-system_aws-node-9.log,"
        + "dataplane.tail.var.log.containers.aws-node-x2_kube-system_aws-node-9.log",
    "a,//var/./log//x,a.var.log.x",
    "a,/var/log/x.,a.var.log.x",
    "a,/var/log/10:30*.log,a.var.log.10.30.log",
  })
  void aFilesTagIsItsPathWithDots(String source, Path path, String tag) {
    assertThat(Tags.ofFile(source, path, new LogRoot(Path.of("/var/log")))).isEqualTo(tag);
  }

  @Test
  void aMountedLogDirectoryDoesNotShow() {
    LogRoot root = new LogRoot(Path.of("/host/logs"));

    assertThat(Tags.ofFile("a", Path.of("/host/logs/containers/x.log"), root))
        .isEqualTo("a.var.log.containers.x.log");
  }

  @Test
  void aJournalThatAsksForUnitsNamesThem() {
    Journal units = journal("dataplane.systemd", List.of("kubelet.service"));

    assertThat(Tags.ofJournal(units, "kubelet.service"))
        .isEqualTo("dataplane.systemd.kubelet.service");
    assertThat(Tags.ofJournal(units, null)).isEqualTo("dataplane.systemd.unknown");
    assertThat(Tags.ofJournal(journal("host.dmesg", List.of()), "x.service"))
        .isEqualTo("host.dmesg");
  }

  static Journal journal(String name, List<String> units) {
    return new SourceConfig.Journal(
        name,
        null,
        units,
        List.of(),
        0,
        7,
        List.of(),
        List.of(),
        false,
        List.of(),
        new Shaping("off", 0, null, false, "", true));
  }
}
