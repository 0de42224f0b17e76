package io.ringtail.node.kubernetes;

import static io.ringtail.node.kubernetes.Pods.info;
import static io.ringtail.node.kubernetes.Pods.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.testing.FakeClock;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PodStoreTest {
  private final FakeClock clock = new FakeClock();
  private final PodStore store = new PodStore(clock);

  @Test
  void findsByUidAndByName() {
    store.replaceAll(List.of(info("cart", "u1"), info("front", "u2")));

    assertThat(store.find(ref("cart", "u1"))).isEqualTo(info("cart", "u1"));
    assertThat(store.find(ref("front", null))).isEqualTo(info("front", "u2"));
    assertThat(store.find(ref("nobody", "u9"))).isNull();
  }

  @Test
  void findsAStaticPodByTheHashThatItsDirectoryIsNamedAfter() {
    PodInfo mirror =
        new PodInfo(
            "shop",
            "etcd-node-1",
            "mirror-uid",
            "cafe",
            null,
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());
    store.replaceAll(List.of(mirror));

    assertThat(store.find(ref("etcd-node-1", "cafe"))).isEqualTo(mirror);
  }

  @Test
  void takesASuccessorOfTheSameNameForAnotherPod() {
    store.replaceAll(List.of(info("web-0", "u1")));
    store.replaceAll(List.of(info("web-0", "u2")));

    assertThat(store.find(ref("web-0", "u1"))).isEqualTo(info("web-0", "u1"));
    assertThat(store.find(ref("web-0", "u2"))).isEqualTo(info("web-0", "u2"));
    assertThat(store.find(ref("web-0", "u3"))).isNull();
    assertThat(store.find(ref("web-0", null))).isEqualTo(info("web-0", "u2"));
    assertThat(store.find(new PodRef("shop", "web-0", null, "app", Pods.id("u2"))))
        .isEqualTo(info("web-0", "u2"));
    assertThat(store.find(new PodRef("shop", "web-0", null, "app", Pods.id("u3")))).isNull();
  }

  @Test
  void itsVersionGrowsWithChangesOnly() {
    store.replaceAll(List.of(info("cart", "u1")));
    long before = store.version();

    store.replaceAll(List.of(info("cart", "u1")));
    store.put(info("cart", "u1"));
    assertThat(store.version()).isEqualTo(before);

    store.put(info("cart", "u1", Map.of("ringtail.io/exclude", "true")));
    assertThat(store.version()).isGreaterThan(before);
  }

  @Test
  void keepsThoseThatAreGoneForMinutes() {
    store.replaceAll(List.of(info("cart", "u1")));
    store.replaceAll(List.of());
    clock.advance(Duration.ofMinutes(9));
    store.replaceAll(List.of());

    assertThat(store.find(ref("cart", "u1"))).isEqualTo(info("cart", "u1"));
  }

  @Test
  void forgetsThoseThatAreGoneLongerAndThatNobodyHolds() {
    store.replaceAll(List.of(info("cart", "u1"), info("front", "u2")));
    PodInfo read = store.find(ref("front", "u2"));
    try {
      store.replaceAll(List.of());
      clock.advance(Duration.ofMinutes(11));

      await()
          .untilAsserted(
              () -> {
                System.gc();
                store.replaceAll(List.of());
                assertThat(store.find(ref("cart", "u1"))).isNull();
              });
      assertThat(store.find(ref("front", "u2"))).isSameAs(read);
      assertThat(store.size()).isZero();
    } finally {
      Reference.reachabilityFence(read);
    }
  }

  @Test
  void boundsHowManyThatAreGoneItKeeps() {
    for (int i = 0; i < PodStore.MAX_GONE + 500; i++) {
      store.put(info("job-" + i, "u" + i));
      store.remove("u" + i);
    }

    assertThat(store.size()).isEqualTo(PodStore.MAX_GONE);
    assertThat(store.find(ref("job-2499", "u2499"))).isNotNull();
  }

  @Test
  void aPodThatComesBackIsNotForgotten() {
    store.replaceAll(List.of(info("cart", "u1")));
    store.replaceAll(List.of());
    store.replaceAll(List.of(info("cart", "u1")));
    clock.advance(Duration.ofMinutes(20));
    System.gc();
    store.replaceAll(List.of(info("cart", "u1")));

    assertThat(store.find(ref("cart", "u1"))).isNotNull();
    assertThat(store.size()).isOne();
  }

  @Test
  void putsTheLabelsOfItsNamespaceOnAPodWhicheverComesFirst() {
    store.putNamespace("shop", Map.of("team", "red"));
    store.replaceAll(List.of(info("cart", "u1")));
    assertThat(namespaceLabels()).containsEntry("team", "red");

    long before = store.version();
    store.putNamespace("shop", Map.of("team", "blue"));
    assertThat(namespaceLabels()).containsEntry("team", "blue");
    assertThat(store.version()).isGreaterThan(before);

    // The next answer of kubelet, which knows nothing of namespaces, changes nothing.
    long after = store.version();
    store.replaceAll(List.of(info("cart", "u1")));
    assertThat(store.version()).isEqualTo(after);
  }

  private Map<String, String> namespaceLabels() {
    PodInfo info = store.find(ref("cart", "u1"));
    return info == null ? Map.of() : info.namespaceLabels();
  }
}
