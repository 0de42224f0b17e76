package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkloadTest {
  /** 29,671,770 minutes after 1970 began. */
  private static final String CREATED = "2026-06-01T09:30:05Z";

  @Test
  void aReplicaSetNamedAfterThePodsTemplateHashIsADeployments() {
    assertThat(Workload.of("ReplicaSet", "cart-6f8d9c7b5d", hash("6f8d9c7b5d"), CREATED))
        .isEqualTo(new Workload("Deployment", "cart"));
  }

  @Test
  void anyOtherReplicaSetIsItself() {
    assertThat(Workload.of("ReplicaSet", "cart-6f8d9c7b5d", Map.of(), CREATED))
        .isEqualTo(new Workload("ReplicaSet", "cart-6f8d9c7b5d"));
    assertThat(Workload.of("ReplicaSet", "cart-canary", hash("6f8d9c7b5d"), CREATED))
        .isEqualTo(new Workload("ReplicaSet", "cart-canary"));
  }

  @Test
  void aJobNamedAfterTheMinuteItWasDueIsACronJobs() {
    long due = java.time.Instant.parse(CREATED).getEpochSecond() / 60;

    assertThat(Workload.of("Job", "report-" + due, Map.of(), CREATED))
        .isEqualTo(new Workload("CronJob", "report"));
    assertThat(Workload.of("Job", "report-" + (due - 120), Map.of(), CREATED))
        .isEqualTo(new Workload("CronJob", "report"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import-20260601",
        "import-1",
        "import",
        "import-29671771000",
        "-29671770",
        "import-x"
      })
  void aJobWithAnotherNumberInItsNameIsItself(String job) {
    assertThat(Workload.of("Job", job, Map.of(), CREATED)).isEqualTo(new Workload("Job", job));
  }

  @Test
  void withoutATimeOfCreationAJobIsItself() {
    assertThat(Workload.of("Job", "report-29671770", Map.of(), null).kind()).isEqualTo("Job");
    assertThat(Workload.of("Job", "report-29671770", Map.of(), "soon").kind()).isEqualTo("Job");
  }

  @Test
  void otherControllersAreThemselves() {
    assertThat(Workload.of("StatefulSet", "db", hash("db"), CREATED))
        .isEqualTo(new Workload("StatefulSet", "db"));
  }

  private static Map<String, String> hash(String value) {
    return Map.of("pod-template-hash", value);
  }
}
