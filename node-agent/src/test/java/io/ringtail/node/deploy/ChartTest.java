package io.ringtail.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.ringtail.node.config.ConfigText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart, rendered by Helm itself. */
class ChartTest {
  private static final Path CHART = Deploy.FOLDER.resolve("chart/ringtail-node-agent");

  private final Path directory;

  ChartTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void helmHasNothingToSay() {
    LintResult lint = new Helm(CHART).lint().strict().call();

    assertThat(lint.isFailed()).as(String.valueOf(lint.getMessages())).isFalse();
  }

  @Test
  void itsDefaultsAreThePlainManifests() throws IOException {
    PodSpec plain = pod(new KubernetesYaml(Deploy.text("manifests/ringtail-node-agent.yaml")));
    KubernetesYaml chart = render("{}");
    PodSpec rendered = pod(chart);
    Container container = PodRules.agent(rendered);
    Container plainContainer = PodRules.agent(plain);

    PodRules.check(rendered);
    assertThat(rendered.getHostNetwork()).isEqualTo(plain.getHostNetwork());
    assertThat(rendered.getDnsPolicy()).isEqualTo(plain.getDnsPolicy());
    assertThat(rendered.getTolerations()).isEqualTo(plain.getTolerations());
    assertThat(rendered.getNodeSelector()).isEqualTo(plain.getNodeSelector());
    assertThat(rendered.getPriorityClassName()).isEqualTo(plain.getPriorityClassName());
    assertThat(rendered.getTerminationGracePeriodSeconds())
        .isEqualTo(plain.getTerminationGracePeriodSeconds());
    assertThat(container.getSecurityContext()).isEqualTo(plainContainer.getSecurityContext());
    assertThat(container.getResources()).isEqualTo(plainContainer.getResources());
    assertThat(container.getLivenessProbe()).isEqualTo(plainContainer.getLivenessProbe());
    assertThat(container.getReadinessProbe()).isEqualTo(plainContainer.getReadinessProbe());
    assertThat(container.getImage()).isEqualTo(plainContainer.getImage());
    assertThat(mounts(rendered)).isEqualTo(mounts(plain));
    assertThat(chart.only(ClusterRole.class).getRules())
        .isEqualTo(
            new KubernetesYaml(Deploy.text("manifests/ringtail-node-agent.yaml"))
                .only(ClusterRole.class)
                .getRules());
  }

  @Test
  void aConfigurationIsMountedAsItWasGiven() throws IOException {
    String config = ConfigText.builtIn().yaml();
    KubernetesYaml chart = render("config: |\n" + config.indent(2));

    assertThat(chart.only(ConfigMap.class).getData()).containsEntry("agent.yaml", config);
    Container container = PodRules.agent(pod(chart));
    assertThat(container.getArgs()).containsExactly("run", "--config", "/etc/ringtail/agent.yaml");
    assertThat(mounts(pod(chart))).contains("/etc/ringtail true configMap");
  }

  @Test
  void eachValueHasItsEffect() throws IOException {
    KubernetesYaml chart =
        render(
            """
            clusterName: prod
            region: eu-west-1
            readFromHead: true
            httpPort: 2121
            env: [{name: RINGTAIL_METADATA, value: lean}]
            image: {tag: "9"}
            imagePullSecrets: [{name: key}]
            serviceAccount: {name: logs, annotations: {eks.amazonaws.com/role-arn: "arn:x"}}
            rbac: {nodesProxy: false, apiServer: true}
            hostNetwork: false
            runAsRoot: false
            supplementalGroups: [190]
            stateDir: /data/state
            podLabels: {team: ops}
            podAnnotations: {a: b}
            """);
    PodSpec pod = pod(chart);
    Container container = PodRules.agent(pod);

    PodRules.check(pod);
    assertThat(container.getEnv())
        .filteredOn(env -> env.getValue() != null)
        .extracting(env -> env.getName() + '=' + env.getValue())
        .containsExactly(
            "AWS_REGION=eu-west-1",
            "CLUSTER_NAME=prod",
            "HTTP_PORT=2121",
            "READ_FROM_HEAD=On",
            "READ_FROM_TAIL=Off",
            "RINGTAIL_STATE_DIR=/data/state",
            "RINGTAIL_METADATA=lean");
    assertThat(container.getEnv().stream().map(EnvVar::getName)).contains("HOST_NAME", "HOST_IP");
    assertThat(container.getImage()).endsWith(":9");
    assertThat(chart.only(ServiceAccount.class).getMetadata().getAnnotations())
        .containsEntry("eks.amazonaws.com/role-arn", "arn:x");
    assertThat(pod.getServiceAccountName()).isEqualTo("logs");
    assertThat(pod.getImagePullSecrets()).hasSize(1);
    assertThat(pod.getHostNetwork()).isNull();
    assertThat(pod.getSecurityContext().getSupplementalGroups()).containsExactly(190L);
    assertThat(container.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(mounts(pod)).contains("/data/state null hostPath");
    assertThat(
            chart.only(ClusterRole.class).getRules().stream()
                .flatMap(ManifestsTest::rights)
                .collect(Collectors.toSet()))
        .contains("watch pods", "list namespaces", "get nodes/pods")
        .doesNotContain("get nodes/proxy");
    assertThat(chart.only(DaemonSet.class).getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("team", "ops")
        .containsAllEntriesOf(chart.only(DaemonSet.class).getSpec().getSelector().getMatchLabels());
  }

  @Test
  void wrongValuesAreRefusedByTheSchema() {
    assertThatThrownBy(() -> render("httpPort: many")).hasMessageContaining("httpPort");
    assertThatThrownBy(() -> render("clusterNmae: x")).hasMessageContaining("clusterNmae");
  }

  private KubernetesYaml render(String values) throws IOException {
    Path file = Files.writeString(directory.resolve("values.yaml"), values);
    return new KubernetesYaml(
        new Helm(CHART)
            .template()
            .withName("ringtail-node-agent")
            .withNamespace("amazon-cloudwatch")
            .withValuesFile(file)
            .call());
  }

  private static PodSpec pod(KubernetesYaml yaml) {
    return yaml.only(DaemonSet.class).getSpec().getTemplate().getSpec();
  }

  /** Path, whether read only, and what is mounted there. */
  private static Set<String> mounts(PodSpec pod) {
    return PodRules.agent(pod).getVolumeMounts().stream()
        .map(
            mount ->
                mount.getMountPath() + ' ' + mount.getReadOnly() + ' ' + kind(pod, mount.getName()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String kind(PodSpec pod, String volume) {
    return pod.getVolumes().stream()
        .filter(each -> each.getName().equals(volume))
        .map(
            each ->
                each.getHostPath() != null
                    ? "hostPath"
                    : each.getConfigMap() != null ? "configMap" : "emptyDir")
        .findFirst()
        .orElseThrow();
  }
}
