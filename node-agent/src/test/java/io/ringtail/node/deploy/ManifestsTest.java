package io.ringtail.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.ringtail.node.config.Reading;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ManifestsTest {
  private final KubernetesYaml manifests =
      new KubernetesYaml(Deploy.text("manifests/ringtail-node-agent.yaml"));
  private final DaemonSet daemonSet = manifests.only(DaemonSet.class);
  private final PodSpec pod = daemonSet.getSpec().getTemplate().getSpec();

  @Test
  void aFieldThatKubernetesDoesNotKnowIsRefused() {
    assertThatThrownBy(
            () ->
                new KubernetesYaml(
                    "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: a},"
                        + " spec: {template: {spec: {hostNetwrok: true}}}}"))
        .hasMessageContaining("hostNetwrok");
    assertThatThrownBy(() -> new KubernetesYaml("{apiVersion: v1beta1, kind: DaemonSet}"))
        .hasMessageContaining("v1beta1");
  }

  @Test
  void theDaemonSetsPodKeepsTheRules() {
    PodRules.check(pod);
    assertThat(daemonSet.getSpec().getSelector().getMatchLabels())
        .isEqualTo(daemonSet.getSpec().getTemplate().getMetadata().getLabels());
    assertThat(pod.getHostNetwork()).isTrue();
    assertThat(pod.getDnsPolicy()).isEqualTo("ClusterFirstWithHostNet");
  }

  @Test
  void onlyTheStateCanBeWritten() {
    assertThat(
            PodRules.agent(pod).getVolumeMounts().stream()
                .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                .map(VolumeMount::getMountPath))
        .containsExactly("/var/ringtail/state", "/tmp");
  }

  @Test
  void allPartsBelongTogether() {
    ServiceAccount account = manifests.only(ServiceAccount.class);
    ClusterRoleBinding binding = manifests.only(ClusterRoleBinding.class);

    assertThat(pod.getServiceAccountName()).isEqualTo(account.getMetadata().getName());
    assertThat(binding.getRoleRef().getName())
        .isEqualTo(manifests.only(ClusterRole.class).getMetadata().getName());
    assertThat(binding.getSubjects().get(0).getName()).isEqualTo(account.getMetadata().getName());
    assertThat(binding.getSubjects().get(0).getNamespace())
        .isEqualTo(account.getMetadata().getNamespace())
        .isEqualTo(daemonSet.getMetadata().getNamespace());
  }

  @Test
  void itMayOnlyAskKubeletForItsPods() {
    assertThat(
            manifests.only(ClusterRole.class).getRules().stream()
                .flatMap(ManifestsTest::rights)
                .toList())
        .containsExactly("get nodes/pods", "get nodes/proxy");
  }

  @Test
  void theConfigMapOfContainerInsightsIsHonoured() {
    ConfigMap info =
        new KubernetesYaml(Deploy.text("manifests/cluster-info.yaml")).only(ConfigMap.class);

    assertThat(
            PodRules.agent(pod).getEnv().stream()
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .filter(source -> source.getConfigMapKeyRef() != null)
                .map(source -> source.getConfigMapKeyRef())
                .filter(key -> key.getName().equals(info.getMetadata().getName()))
                .map(key -> key.getKey()))
        .containsExactlyInAnyOrderElementsOf(info.getData().keySet());
  }

  @Test
  void theSidecarKeepsTheRulesAndItsConfigurationIsRight() {
    KubernetesYaml sidecar = new KubernetesYaml(Deploy.text("sidecar/deployment.yaml"));
    Deployment deployment = sidecar.only(Deployment.class);
    ConfigMap config = sidecar.only(ConfigMap.class);

    PodRules.check(deployment.getSpec().getTemplate().getSpec());
    assertThat(deployment.getSpec().getTemplate().getSpec().getSecurityContext().getRunAsNonRoot())
        .isTrue();
    Reading.of(Objects.requireNonNull(config.getData().get("agent.yaml")))
        .env("POD_NAME", "cart-1")
        .env("POD_NAMESPACE", "shop")
        .config();
  }

  static Stream<String> rights(PolicyRule rule) {
    List<String> resources = rule.getResources();
    return rule.getVerbs().stream()
        .flatMap(verb -> resources.stream().map(resource -> verb + ' ' + resource));
  }
}
