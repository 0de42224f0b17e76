package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.MetadataMode;
import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.node.config.KubernetesConfig.From;
import io.ringtail.node.kubernetes.PodInfo.Container;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubernetesObjectTest {
  private static final String ID = "c0ffee".repeat(11).substring(0, 64);
  private static final PodRef REF = new PodRef("shop", "cart-x", "u1", "app", ID);

  @Test
  void writesInFullWhatFluentBitsFilterWritesInItsOrder() {
    assertThat(KubernetesObject.of(REF, pod("docker.io/library/cart@sha256:12"), config(true)))
        .isEqualTo(
            "{\"pod_name\":\"cart-x\",\"namespace_name\":\"shop\",\"pod_id\":\"mirror\","
                + "\"labels\":{\"a\":\"1\",\"b\":\"2\",\"z\":\"\\\"3\\\"\"},"
                + "\"annotations\":{\"note\":\"x\\ny\"},"
                + "\"owner\":{\"kind\":\"Deployment\",\"name\":\"cart\"},"
                + "\"host\":\"node-7\",\"pod_ip\":\"10.0.0.7\",\"container_name\":\"app\","
                + ("\"docker_id\":\"" + ID + "\",")
                + "\"container_hash\":\"docker.io/library/cart@sha256:12\","
                + "\"container_image\":\"docker.io/library/cart:1\","
                + "\"namespace_labels\":{\"team\":\"red\"}}");
  }

  @Test
  void leavesOutWhatIsNotAskedFor() {
    assertThat(KubernetesObject.of(REF, pod("docker.io/library/cart@sha256:12"), config(false)))
        .isEqualTo(
            "{\"pod_name\":\"cart-x\",\"namespace_name\":\"shop\",\"pod_id\":\"mirror\","
                + "\"host\":\"node-7\",\"pod_ip\":\"10.0.0.7\",\"container_name\":\"app\","
                + ("\"docker_id\":\"" + ID + "\",")
                + "\"container_hash\":\"docker.io/library/cart@sha256:12\","
                + "\"container_image\":\"docker.io/library/cart:1\"}");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "docker-pullable://cart@sha256:12, cart@sha256:12",
        "sha256:12, sha256:12",
        "registry:5000/cart@sha256:12, registry:5000/cart@sha256:12",
        "just-a-name, -",
        "-, -"
      })
  void takesTheHashOfAnImageAsFluentBitDoes(String imageId, String hash) {
    String json = KubernetesObject.of(REF, pod(imageId), config(false));

    if (hash == null) {
      assertThat(json).doesNotContain("container_hash");
    } else {
      assertThat(json).contains("\"container_hash\":\"" + hash + "\"");
    }
  }

  @Test
  void writesWhatThePathSaysAsLongAsThePodIsNotKnown() {
    assertThat(KubernetesObject.of(REF, null, config(true)))
        .isEqualTo(
            "{\"pod_name\":\"cart-x\",\"namespace_name\":\"shop\",\"pod_id\":\"u1\","
                + "\"host\":\"node-1\",\"container_name\":\"app\","
                + ("\"docker_id\":\"" + ID + "\"}"));
    assertThat(
            KubernetesObject.of(
                new PodRef("shop", "cart-x", null, "app", null), null, config(true)))
        .isEqualTo(
            "{\"pod_name\":\"cart-x\",\"namespace_name\":\"shop\","
                + "\"host\":\"node-1\",\"container_name\":\"app\"}");
  }

  @Test
  void takesTheContainersIdFromThePodWhereThePathHasNone() {
    PodRef ref = new PodRef("shop", "cart-x", "u1", "app", null);

    assertThat(KubernetesObject.of(ref, pod("sha256:1"), config(false)))
        .contains("\"docker_id\":\"restarted\"");
  }

  @Test
  void writesThreeNamesWhereLeanIsAskedForAndNothingWhereNothingIs() {
    assertThat(KubernetesObject.of(REF, pod("sha256:1"), mode(MetadataMode.LEAN)))
        .isEqualTo(
            "{\"namespace_name\":\"shop\",\"pod_name\":\"cart-x\",\"container_name\":\"app\"}");
    assertThat(KubernetesObject.of(REF, pod("sha256:1"), mode(MetadataMode.NONE))).isEmpty();
  }

  private static PodInfo pod(String imageId) {
    return new PodInfo(
        "shop",
        "cart-x",
        "mirror",
        "u1",
        "node-7",
        "10.0.0.7",
        "Deployment",
        "cart",
        Map.of("b", "2", "a", "1", "z", "\"3\""),
        Map.of("note", "x\ny"),
        Map.of("app", new Container("app", "docker.io/library/cart:1", imageId, "restarted")),
        Map.of("team", "red"));
  }

  private static KubernetesConfig config(boolean everything) {
    return config(MetadataMode.FULL, everything);
  }

  private static KubernetesConfig mode(MetadataMode mode) {
    return config(mode, true);
  }

  private static KubernetesConfig config(MetadataMode mode, boolean everything) {
    return new KubernetesConfig(
        From.KUBELET,
        null,
        "node-1",
        Pods.CONFIG.tokenFile(),
        Pods.CONFIG.caFile(),
        false,
        mode,
        everything,
        everything,
        everything,
        everything,
        true);
  }
}
