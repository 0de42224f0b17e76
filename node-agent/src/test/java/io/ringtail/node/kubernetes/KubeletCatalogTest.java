package io.ringtail.node.kubernetes;

import static io.ringtail.node.kubernetes.Pods.id;
import static io.ringtail.node.kubernetes.Pods.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.node.kubernetes.PodListJson.PodJson;
import io.ringtail.node.kubernetes.RefreshSchedule.Pace;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DistinctNotices;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class KubeletCatalogTest {
  private static final long NEVER = Duration.ofHours(1).toNanos();
  private static final long LEAST = Duration.ofMillis(20).toNanos();

  private final RecordingNotices notices = new RecordingNotices();
  private final List<PodJson> running = new CopyOnWriteArrayList<>();
  private FakeKubelet kubelet = FakeKubelet.http();
  private PodCatalog catalog = new PodCatalog(new PodStore(Clock.SYSTEM), List.of());

  KubeletCatalogTest() throws IOException {
    kubelet.lists(() -> PodListJson.of(running.toArray(new PodJson[0])));
  }

  @AfterEach
  void stop() {
    catalog.close();
    kubelet.close();
  }

  @Test
  void knowsThePodsOfTheNodeBeforeTheFirstLineIsRead() throws InterruptedException {
    run("cart", "u1");
    catalog = catalog(kubelet.url(), NEVER);

    assertThat(catalog.awaitFirst(30_000)).isTrue();
    assertThat(catalog.find(ref("cart", "u1"))).extracting(PodInfo::uid).isEqualTo("u1");
    assertThat(kubelet.requests()).hasSize(1);
  }

  @Test
  void asksOnceForAllPodsThatAreNew() throws InterruptedException {
    catalog = catalog(kubelet.url(), NEVER);
    assertThat(catalog.awaitFirst(30_000)).isTrue();
    long before = catalog.version();

    for (int i = 0; i < 100; i++) {
      run("cart-" + i, "u" + i);
    }
    for (int i = 0; i < 100; i++) {
      assertThat(catalog.find(ref("cart-" + i, "u" + i))).isNull();
    }

    await().until(() -> catalog.version() > before);
    for (int i = 0; i < 100; i++) {
      assertThat(catalog.find(ref("cart-" + i, "u" + i))).isNotNull();
    }
    // Two, where the first was under way before the last pod was asked for.
    assertThat(kubelet.requests()).hasSizeBetween(2, 3);
  }

  @Test
  void doesNotAskEverySecondForAPodThatNobodyKnows() throws InterruptedException {
    catalog = catalog(kubelet.url(), NEVER);
    assertThat(catalog.awaitFirst(30_000)).isTrue();

    await()
        .pollInterval(Duration.ofMillis(2))
        .during(Duration.ofMillis(1_500))
        .until(() -> catalog.find(ref("nobody", "u9")) == null);

    // The first one, at once for the pod, and a second later: not one for each look.
    assertThat(kubelet.requests()).hasSizeBetween(2, 4);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void asksAgainForAContainerThatHasStartedSince(boolean isIdInPath) throws InterruptedException {
    PodRef ref = new PodRef("shop", "cart", "u1", "app", isIdInPath ? id("u1") : null);
    running.add(new PodJson("shop", "cart", "u1").container("containers", "app", "cart:1"));
    catalog = catalog(kubelet.url(), NEVER);
    assertThat(catalog.awaitFirst(30_000)).isTrue();
    running.clear();
    run("cart", "u1");

    assertThat(catalog.find(ref)).as("what is known already").isNotNull();

    await()
        .untilAsserted(
            () ->
                assertThat(catalog.find(ref))
                    .extracting(pod -> pod.containers().get("app"))
                    .extracting(PodInfo.Container::containerId)
                    .isEqualTo(id("u1")));
  }

  @Test
  void seesChangedAnnotationsWithoutBeingAsked() throws InterruptedException {
    running.add(pod("cart", "u1"));
    catalog = catalog(kubelet.url(), Duration.ofMillis(50).toNanos());
    assertThat(catalog.awaitFirst(30_000)).isTrue();
    long before = catalog.version();
    running.clear();
    running.add(pod("cart", "u1").annotations(Map.of("ringtail.io/exclude", "true")));

    await().until(() -> catalog.version() > before);
    assertThat(catalog.find(ref("cart", "u1")))
        .extracting(PodInfo::annotations)
        .isEqualTo(Map.of("ringtail.io/exclude", "true"));
  }

  @Test
  void goesOnWithoutAKubeletAndTakesItWhenItComes() throws Exception {
    URI url = kubelet.url();
    int port = kubelet.port();
    kubelet.close();
    catalog = catalog(url, NEVER);

    assertThat(catalog.expectsAnswers()).isTrue();
    assertThat(catalog.awaitFirst(50)).isFalse();
    assertThat(catalog.expectsAnswers()).as("of one that has been waited for").isFalse();
    assertThat(catalog.find(ref("cart", "u1"))).isNull();
    await().until(() -> notices.count("kubelet.away") == 1);
    assertThat(notices.texts().get(0)).contains("namespace, pod and container", "once a minute");

    kubelet = FakeKubelet.http(port);
    running.add(pod("cart", "u1"));
    kubelet.lists(() -> PodListJson.of(running.toArray(new PodJson[0])));

    await().until(() -> catalog.find(ref("cart", "u1")) != null);
    await().until(() -> notices.count("kubelet.back") == 1);
    assertThat(notices.all()).hasSize(2);
    await().until(catalog::expectsAnswers);
  }

  @Test
  void keepsWhatItKnowsWhileKubeletAnswersGarbage() throws InterruptedException {
    run("cart", "u1");
    catalog = catalog(kubelet.url(), NEVER);
    assertThat(catalog.awaitFirst(30_000)).isTrue();
    kubelet.answers(200, "{\"items\":[{\"metadata\":");
    catalog.find(ref("front", "u2"));

    await().until(() -> notices.count("kubelet.content") == 1);
    assertThat(catalog.find(ref("cart", "u1"))).isNotNull();
  }

  @Test
  void endsItsThread() throws InterruptedException {
    catalog = catalog(kubelet.url(), NEVER);
    catalog.awaitFirst(30_000);
    catalog.close();

    await().until(() -> threads("ringtail-kubelet").isEmpty());
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .toList();
  }

  private void run(String name, String uid) {
    running.add(pod(name, uid));
  }

  private static PodJson pod(String name, String uid) {
    return new PodJson("shop", name, uid).running("app", "cart:1", id(uid));
  }

  private PodCatalog catalog(URI url, long refreshNanos) {
    PodStore store = new PodStore(Clock.SYSTEM);
    KubeletClient client =
        new KubeletClient(
            url,
            new ServiceAccount(Path.of("/nowhere/token")),
            new KubeletTrust(null),
            new PodListReader(key -> true));
    Pace pace = new Pace(LEAST, refreshNanos, Duration.ofMillis(200).toNanos());
    KubeletFeed feed =
        new KubeletFeed(
            client,
            store,
            new RefreshSchedule(pace, new Random(3)),
            new DistinctNotices(notices),
            Clock.SYSTEM);
    return new PodCatalog(store, List.of(feed));
  }
}
