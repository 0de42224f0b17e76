package io.ringtail.node.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.node.kubernetes.PodInfo.Container;
import io.ringtail.node.kubernetes.PodListJson.PodJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PodListReaderTest {
  private static final String ID = "ab".repeat(32);

  private final PodListReader reader = new PodListReader(key -> true);

  @Test
  void readsWhatRecordsAreToSayOfAPod() throws IOException {
    PodJson cart =
        new PodJson("shop", "cart-6f8d9c7b5d-x2x20", "u1")
            .labels(Map.of("app", "cart", "pod-template-hash", "6f8d9c7b5d"))
            .annotations(Map.of("ringtail.io/exclude", "false"))
            .owner("Something", "else", false)
            .owner("ReplicaSet", "cart-6f8d9c7b5d", true)
            .running("app", "cart:1.2", ID);

    assertThat(read(PodListJson.of(cart).text()))
        .containsExactly(
            new PodInfo(
                "shop",
                "cart-6f8d9c7b5d-x2x20",
                "u1",
                "u1",
                "node-1",
                "10.1.2.3",
                "Deployment",
                "cart",
                Map.of("app", "cart", "pod-template-hash", "6f8d9c7b5d"),
                Map.of("ringtail.io/exclude", "false"),
                Map.of(
                    "app",
                    new Container(
                        "app",
                        "docker.io/library/cart:1.2",
                        "docker.io/library/app@sha256:" + "5".repeat(64),
                        ID)),
                Map.of()));
  }

  @Test
  void readsAllKindsOfContainers() throws IOException {
    PodJson pod =
        new PodJson("shop", "cart", "u1")
            .running("app", "cart:1", ID)
            .container("initContainers", "migrate", "flyway:10")
            .status("initContainerStatuses", "migrate", "flyway:10", "sha256:aa", "cri-o://m")
            .container("ephemeralContainers", "debug", "busybox")
            .status("ephemeralContainerStatuses", "debug", "busybox:latest", "sha256:bb", "x://d")
            .container("containers", "waiting", "later:1")
            .status("containerStatuses", "waiting", "later:1", "", "");

    Map<String, Container> containers = read(PodListJson.of(pod).text()).get(0).containers();

    assertThat(containers).containsOnlyKeys("app", "migrate", "debug", "waiting");
    assertThat(containers.get("migrate"))
        .isEqualTo(new Container("migrate", "flyway:10", "sha256:aa", "m"));
    assertThat(containers.get("debug"))
        .isEqualTo(new Container("debug", "busybox:latest", "sha256:bb", "d"));
    assertThat(containers.get("waiting"))
        .isEqualTo(new Container("waiting", "later:1", null, null));
  }

  @Test
  void namesTheLogDirectoryOfStaticPods() throws IOException {
    PodListJson list =
        PodListJson.of(
            PodJson.fromManifest("etcd-node-1", "cafe"), PodJson.mirror("x", "fee", "u"));

    List<PodInfo> pods = new PodListReader(key -> false).read(stream(list.text()));

    assertThat(pods.get(0).uid()).isEqualTo("cafe");
    assertThat(pods.get(0).logUid()).isEqualTo("cafe");
    assertThat(pods.get(0).ownerKind()).isEqualTo("Node");
    assertThat(pods.get(0).annotations()).isEmpty();
    assertThat(pods.get(1).uid()).isEqualTo("u");
    assertThat(pods.get(1).logUid()).isEqualTo("fee");
  }

  @Test
  void leavesOutAnnotationsThatNobodyWants() throws IOException {
    PodJson pod =
        new PodJson("shop", "cart", "u1")
            .annotations(
                Map.of(
                    "kubectl.kubernetes.io/last-applied-configuration",
                    "x".repeat(100_000),
                    "fluentbit.io/parser",
                    "nginx"));

    List<PodInfo> pods =
        new PodListReader(PodDirectives::isDirective).read(stream(PodListJson.of(pod).text()));

    assertThat(pods.get(0).annotations()).containsOnlyKeys("fluentbit.io/parser");
  }

  @Test
  void takesAnEmptyListAsGoWritesIt() throws IOException {
    assertThat(read("{\"kind\":\"PodList\",\"metadata\":{},\"items\":null}")).isEmpty();
    assertThat(read("{\"items\":[]}")).isEmpty();
  }

  @Test
  void leavesOutWhatIsOfAnotherTypeThanExpected() throws IOException {
    String odd =
        """
        {"items":[7,null,[{"metadata":{"name":"x"}}],{"metadata":[]},
         {"metadata":{"name":"cart","namespace":"shop","uid":"u1","labels":[1],
           "annotations":{"a":{"b":1},"c":"d"},"ownerReferences":{"controller":true}},
          "spec":{"containers":{"name":"no"},"nodeName":{"a":1}},
          "status":{"podIP":7,"containerStatuses":[{"name":{"x":1},"image":"i"},"x",
            {"name":"app","image":["i"]}]}},
         {"metadata":{"name":"noUid","namespace":"shop"}},
         {"metadata":{"name":"o","namespace":"s","uid":"u2",
           "ownerReferences":[{"kind":"A","name":"b","controller":{"controller":true}}]}}]}
        """;

    List<PodInfo> pods = read(odd);

    assertThat(pods).extracting(PodInfo::uid).containsExactly("u1", "u2");
    assertThat(pods.get(0).annotations()).isEqualTo(Map.of("c", "d"));
    assertThat(pods.get(0).containers()).containsOnlyKeys("app");
    assertThat(pods.get(0).node()).isNull();
    assertThat(pods.get(1).ownerKind()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Unauthorized",
        "[]",
        "{}",
        "{\"kind\":\"Status\",\"status\":\"Failure\"}",
        "{\"items\":[{\"metadata\":{\"name\":\"cart\"",
        "{\"items\":[",
        "{\"items\":[]",
        "<html><body>502 Bad Gateway</body></html>"
      })
  void refusesWhatIsNoListOfPods(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  private List<PodInfo> read(String text) throws IOException {
    return reader.read(stream(text));
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
