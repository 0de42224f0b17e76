package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PodPathsTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String UID = "3f0c1b5e-8f0e-4c54-9d2a-7f3d1c0a9b11";

  @Test
  void readsTheLinkInContainers() {
    Path link = Path.of("/var/log/containers/cart-6f8d9c7b5d-x2x20_shop_app-" + ID + ".log");

    assertThat(PodPaths.of(link))
        .isEqualTo(new PodRef("shop", "cart-6f8d9c7b5d-x2x20", null, "app", ID));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.log",
        "17.log",
        "0.log.20261120-220000",
        "0.log.20261120-220000.tmp",
        "0.log.20261120-220000.gz"
      })
  void readsTheLogFileInPodsAndItsRotatedNames(String file) {
    Path path = Path.of("/host/var/log/pods/shop_web.v1-0_" + UID + "/istio-proxy/" + file);

    assertThat(PodPaths.of(path))
        .isEqualTo(new PodRef("shop", "web.v1-0", UID, "istio-proxy", null));
  }

  @Test
  void takesTheIdFromTheLinkAndTheUidFromItsTarget() {
    Path link = Path.of("/var/log/containers/cart_shop_app-" + ID + ".log");
    Path target = Path.of("/var/log/pods/shop_cart_" + UID + "/app/3.log");

    assertThat(PodPaths.of(link, target)).isEqualTo(new PodRef("shop", "cart", UID, "app", ID));
  }

  @Test
  void takesTheNamesFromTheTargetWhereTheLinkWasCutTo255Bytes() {
    String pod = "a".repeat(250);
    Path link =
        Path.of("/var/log/containers/" + (pod + "_shop_app-" + ID).substring(0, 251) + ".log");
    Path target = Path.of("/var/log/pods/shop_" + pod + "_" + UID + "/app/0.log");

    assertThat(PodPaths.of(link)).isNull();
    assertThat(PodPaths.of(link, target)).isEqualTo(new PodRef("shop", pod, UID, "app", null));
  }

  @Test
  void knowsTheFilesThatDockerWrites() {
    Path docker = Path.of("/var/lib/docker/containers/" + ID + "/" + ID + "-json.log");
    Path pods = Path.of("/var/log/pods/shop_cart_" + UID + "/app/0.log");
    Path link = Path.of("/var/log/containers/cart_shop_app-" + ID + ".log");

    assertThat(PodPaths.of(pods, docker)).isEqualTo(new PodRef("shop", "cart", UID, "app", ID));
    assertThat(PodPaths.of(link, docker)).isEqualTo(new PodRef("shop", "cart", null, "app", ID));
    assertThat(PodPaths.of(docker, docker)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/var/log/messages",
        "/var/log/containers/cart_shop_app.log",
        "/var/log/containers/cart_shop_app-0123.log",
        "/var/log/containers/cart_shop-0123456789abcdef.log",
        "/var/log/containers/a_b_c_d-",
        "/var/log/pods/shop_cart_uid/app/0.txt",
        "/var/log/pods/shop_cart_uid/app/x.log",
        "/var/log/pods/shop_cart_uid/app/0.log.swp",
        "/var/log/pods/shop_cart/app/0.log",
        "/var/log/elsewhere/shop_cart_uid/app/0.log",
        "app/0.log",
        "0.log",
        "/",
        ""
      })
  void saysNothingOfOtherPaths(String path) {
    assertThat(PodPaths.of(Path.of(path))).isNull();
    assertThat(PodPaths.of(Path.of(path), Path.of(path))).isNull();
  }

  @Property(tries = 500)
  void findsInEveryPathWhatKubeletPutIntoIt(@ForAll("pods") PodRef pod) {
    Path link =
        Path.of(
            "/var/log/containers",
            pod.pod()
                + "_"
                + pod.namespace()
                + "_"
                + pod.container()
                + "-"
                + pod.containerId()
                + ".log");
    Path target =
        Path.of(
            "/var/log/pods",
            pod.namespace() + "_" + pod.pod() + "_" + pod.uid(),
            pod.container(),
            "0.log");

    assertThat(PodPaths.of(link, target)).isEqualTo(pod);
    assertThat(PodPaths.of(target, target))
        .isEqualTo(new PodRef(pod.namespace(), pod.pod(), pod.uid(), pod.container(), null));
  }

  @Provide
  Arbitrary<PodRef> pods() {
    Arbitrary<String> label = name("abcxyz019-", 63);
    Arbitrary<String> hex = Arbitraries.strings().withChars("0123456789abcdef").ofLength(64);
    Arbitrary<String> uid =
        Arbitraries.oneOf(
            Arbitraries.create(() -> java.util.UUID.randomUUID().toString()),
            Arbitraries.strings().withChars("0123456789abcdef").ofLength(32));
    return Combinators.combine(label, name("abcxyz019-.", 100), uid, label, hex).as(PodRef::new);
  }

  /** As in DNS: ends and begins with a letter or a digit. */
  private static Arbitrary<String> name(String chars, int maxLength) {
    Arbitrary<String> end = Arbitraries.strings().withChars("az09").ofLength(1);
    Arbitrary<String> middle =
        Arbitraries.strings().withChars(chars.toCharArray()).ofMaxLength(maxLength - 2);
    return Combinators.combine(end, middle, end).as((first, rest, last) -> first + rest + last);
  }
}
