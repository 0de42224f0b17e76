package io.ringtail.node.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;

/** What holds for every pod that we describe, beyond its schema. */
final class PodRules {
  private PodRules() {}

  static Container agent(PodSpec pod) {
    return pod.getContainers().stream()
        .filter(container -> container.getName().contains("ringtail"))
        .findFirst()
        .orElseThrow();
  }

  static void check(PodSpec pod) {
    Container agent = agent(pod);
    assertThat(pod.getVolumes().stream().map(Volume::getName).toList())
        .doesNotHaveDuplicates()
        .containsAll(agent.getVolumeMounts().stream().map(VolumeMount::getName).toList());
    assertThat(agent.getEnv().stream().map(EnvVar::getName)).doesNotHaveDuplicates();
    // No more than the Fluent Bit that it stands in for.
    assertThat(bytes(agent.getResources().getLimits().get("memory"))).isEqualTo(200L << 20);
    assertThat(bytes(agent.getResources().getRequests().get("memory"))).isEqualTo(100L << 20);
    assertThat(agent.getResources().getLimits()).doesNotContainKey("cpu");
    assertThat(pod.getTerminationGracePeriodSeconds()).isGreaterThan(5);
    assertThat(agent.getLivenessProbe().getExec().getCommand())
        .isEqualTo(List.of("/opt/ringtail/probe", "healthz"));
    checkSecurity(agent.getSecurityContext());
  }

  private static void checkSecurity(SecurityContext security) {
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getPrivileged()).isNull();
    assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
  }

  private static long bytes(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity).longValueExact();
  }
}
