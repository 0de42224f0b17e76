package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DistinctNotices;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ApiServerCatalogTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RecordingNotices notices = new RecordingNotices();
  private final FakeApiServer server = new FakeApiServer();
  private final NamespacedKubernetesClient admin = server.admin();
  private final Path token;
  private PodCatalog catalog = new PodCatalog(new PodStore(Clock.SYSTEM), List.of());

  ApiServerCatalogTest(@TempDir Path directory) throws IOException {
    token = directory.resolve("token");
    Files.writeString(token, "first");
  }

  @AfterEach
  void stop() {
    catalog.close();
    admin.close();
    server.close();
  }

  @Test
  void watchesThePodsOfItsNodeAlone() throws InterruptedException {
    String uid = create("cart");
    catalog = catalog(true, false);

    assertThat(catalog.awaitFirst(PATIENCE.toMillis())).isTrue();
    assertThat(find("cart", uid)).isEqualTo(expected("cart", uid));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(
                        request -> {
                          assertThat(request.path())
                              .contains("/api/v1/pods?", "fieldSelector=spec.nodeName%3Dnode-1");
                          assertThat(request.authorization()).isEqualTo("Bearer first");
                        }));
  }

  @Test
  void seesPodsComeChangeAndGo() throws InterruptedException {
    catalog = catalog(true, false);
    assertThat(catalog.awaitFirst(PATIENCE.toMillis())).isTrue();

    String first = create("cart");
    awaitUntil(() -> find("cart", first) != null);

    long before = catalog.version();
    admin
        .pods()
        .inNamespace("shop")
        .withName("cart")
        .edit(
            it ->
                new PodBuilder(it)
                    .editMetadata()
                    .addToAnnotations("ringtail.io/exclude", "true")
                    .endMetadata()
                    .build());
    awaitUntil(() -> catalog.version() > before);
    assertThat(find("cart", first))
        .extracting(PodInfo::annotations)
        .isEqualTo(Map.of("ringtail.io/exclude", "true"));

    admin.pods().inNamespace("shop").withName("cart").delete();
    String second = create("cart");
    awaitUntil(() -> find("cart", second) != null);
    assertThat(find("cart", first)).as("gone, but remembered").isNotNull();
    assertThat(server.requests()).as("a list and a watch, however much happens").hasSize(2);
  }

  @Test
  void listsAgainWhereTheWatchIsTooOld() throws InterruptedException {
    String cart = create("cart");
    server.saysThatTheNextWatchIsTooOld();
    catalog = catalog(true, false);
    assertThat(catalog.awaitFirst(PATIENCE.toMillis())).isTrue();

    String front = create("front");

    awaitUntil(() -> find("front", front) != null);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(server.requests())
                    .extracting(FakeApiServer.Request::isWatch)
                    .containsExactly(false, true, false, true));
    assertThat(find("cart", cart)).isNotNull();
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void goesOnAfterTheConnectionWasCutAndReadsTheTokenAgain() throws Exception {
    create("cart");
    catalog = catalog(true, false);
    assertThat(catalog.awaitFirst(PATIENCE.toMillis())).isTrue();
    awaitUntil(() -> server.requests().size() == 2);
    Files.writeString(token, "second");

    server.restarts();
    String front = create("front");

    awaitUntil(() -> find("front", front) != null);
    assertThat(server.requests().get(server.requests().size() - 1).authorization())
        .isEqualTo("Bearer second");
  }

  @Test
  void saysWhichRuleIsMissingAndGoesOnOnceItIsThere() throws InterruptedException {
    String cart = create("cart");
    server.refuses(403);
    catalog = catalog(true, false);

    await().atMost(PATIENCE).until(() -> !notices.all().isEmpty());
    assertThat(catalog.awaitFirst(1)).isFalse();
    assertThat(notices.texts().get(0))
        .contains("403", "resources: [\"pods\"], verbs: [\"list\", \"watch\"]", "path tells");

    server.refuses(0);
    assertThat(catalog.awaitFirst(PATIENCE.toMillis())).isTrue();
    assertThat(find("cart", cart)).isNotNull();
    assertThat(notices.all()).hasSize(1);
  }

  @Test
  void putsTheLabelsOfNamespacesOnTheirPodsOnRequest() throws InterruptedException {
    admin.namespaces().resource(namespace("red")).create();
    String cart = create("cart");
    catalog = catalog(true, true);

    awaitUntil(() -> labelsOfNamespace(cart).equals(Map.of("team", "red")));

    admin.namespaces().resource(namespace("blue")).update();
    awaitUntil(() -> labelsOfNamespace(cart).equals(Map.of("team", "blue")));
  }

  private Map<String, String> labelsOfNamespace(String cart) {
    PodInfo pod = find("cart", cart);
    return pod == null ? Map.of() : pod.namespaceLabels();
  }

  private static Namespace namespace(String team) {
    return new NamespaceBuilder()
        .withNewMetadata()
        .withName("shop")
        .addToLabels("team", team)
        .endMetadata()
        .build();
  }

  /** Returns the uid that the server gives it. */
  private String create(String name) {
    return admin.pods().inNamespace("shop").resource(pod(name)).create().getMetadata().getUid();
  }

  private @Nullable PodInfo find(String name, String uid) {
    return catalog.find(new PodRef("shop", name, uid, "app", null));
  }

  private static void awaitUntil(Callable<Boolean> condition) {
    await().atMost(PATIENCE).until(condition);
  }

  private static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("shop")
        .addToLabels("pod-template-hash", "6f8d9c7b5d")
        .addNewOwnerReference()
        .withKind("ReplicaSet")
        .withName("cart-6f8d9c7b5d")
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withNewSpec()
        .withNodeName("node-1")
        .addNewContainer()
        .withName("app")
        .withImage("cart:1")
        .endContainer()
        .addNewInitContainer()
        .withName("init")
        .withImage("init:1")
        .endInitContainer()
        .endSpec()
        .withNewStatus()
        .withPodIP("10.1.2.3")
        .addNewContainerStatus()
        .withName("app")
        .withImage("docker.io/library/cart:1")
        .withImageID("cart@sha256:11")
        .withContainerID("containerd://c1")
        .endContainerStatus()
        .endStatus()
        .build();
  }

  private static PodInfo expected(String name, String uid) {
    return new PodInfo(
        "shop",
        name,
        uid,
        uid,
        "node-1",
        "10.1.2.3",
        "Deployment",
        "cart",
        Map.of("pod-template-hash", "6f8d9c7b5d"),
        Map.of(),
        Map.of(
            "app",
            new PodInfo.Container("app", "docker.io/library/cart:1", "cart@sha256:11", "c1"),
            "init",
            new PodInfo.Container("init", "init:1", null, null)),
        Map.of());
  }

  private PodCatalog catalog(boolean pods, boolean namespaces) {
    PodStore store = new PodStore(Clock.SYSTEM);
    return new PodCatalog(
        store,
        List.of(
            new ApiServerFeed(
                Pods.config(token),
                server.url(),
                pods,
                namespaces,
                store,
                new DistinctNotices(notices))));
  }
}
