package io.ringtail.node.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.config.MetadataMode;
import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.node.config.KubernetesConfig.From;
import io.ringtail.telemetry.Clock;
import io.ringtail.testing.RecordingNotices;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PodFeedsTest {
  private static final Map<String, String> IN_CLUSTER =
      Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443");
  private static final URI KUBELET = URI.create("https://10.0.0.1:10250");

  private final RecordingNotices notices = new RecordingNotices();

  @Test
  void asksNobodyWhereNobodyIsToBeAsked() {
    assertThat(feeds(From.NONE, null, null, true, Map.of())).isEmpty();
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void asksKubelet() {
    assertThat(feeds(From.KUBELET, KUBELET, "node-1", false, Map.of()))
        .singleElement()
        .isInstanceOf(KubeletFeed.class);
  }

  @Test
  void asksTheApiServerForLabelsOfNamespacesBeside() {
    assertThat(feeds(From.KUBELET, KUBELET, "node-1", true, IN_CLUSTER))
        .hasExactlyElementsOfTypes(KubeletFeed.class, ApiServerFeed.class);
    assertThat(feeds(From.API_SERVER, null, "node-1", true, IN_CLUSTER))
        .hasExactlyElementsOfTypes(ApiServerFeed.class);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(feeds(From.KUBELET, null, "node-1", false, IN_CLUSTER)).isEmpty();
    assertThat(feeds(From.API_SERVER, null, null, false, IN_CLUSTER)).isEmpty();
    assertThat(feeds(From.API_SERVER, null, "node-1", false, Map.of())).isEmpty();

    assertThat(notices.texts())
        .hasSize(3)
        .allSatisfy(text -> assertThat(text).contains("as the log's path tells them"));
    assertThat(notices.texts().get(0)).contains("RINGTAIL_KUBELET_URL", "HOST_IP");
    assertThat(notices.texts().get(1)).contains("NODE_NAME");
    assertThat(notices.texts().get(2)).contains("KUBERNETES_SERVICE_HOST");
  }

  @Test
  void loadsNothingOfTheApiServersClientWhereKubeletIsAsked() throws Exception {
    try (RecordingLoader loader = new RecordingLoader()) {
      loader.loadClass(AskKubelet.class.getName()).getMethod("run").invoke(null);

      assertThat(loader.loaded).contains(KubeletFeed.class.getName());
      assertThat(loader.loaded).noneMatch(name -> name.startsWith("io.fabric8"));
    }
  }

  private List<PodFeed> feeds(
      From from,
      @Nullable URI kubelet,
      @Nullable String node,
      boolean namespaceLabels,
      Map<String, String> environment) {
    return PodFeeds.of(
        config(from, kubelet, node, namespaceLabels),
        environment,
        new PodStore(Clock.SYSTEM),
        notices,
        Clock.SYSTEM);
  }

  private static KubernetesConfig config(
      From from, @Nullable URI kubelet, @Nullable String node, boolean namespaceLabels) {
    return new KubernetesConfig(
        from,
        kubelet,
        node,
        Pods.CONFIG.tokenFile(),
        Pods.CONFIG.caFile(),
        true,
        MetadataMode.FULL,
        true,
        true,
        true,
        namespaceLabels,
        true);
  }

  /** What the agent does, in a loader that has loaded nothing yet. */
  public static final class AskKubelet {
    private AskKubelet() {}

    public static void run() throws InterruptedException {
      KubernetesConfig config =
          config(From.KUBELET, URI.create("http://127.0.0.1:1"), "node-1", false);
      PodRef pod = new PodRef("shop", "cart", "u1", "app", null);
      try (PodCatalog catalog = PodCatalog.start(config, new RecordingNotices(), Clock.SYSTEM)) {
        catalog.awaitFirst(1);
        KubernetesObject.of(pod, catalog.find(pod), config);
      }
    }
  }

  private static final class RecordingLoader extends URLClassLoader {
    final List<String> loaded = Collections.synchronizedList(new ArrayList<>());

    RecordingLoader() throws IOException {
      super(classPath(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] classPath() throws IOException {
      List<URL> urls = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        urls.add(new File(entry).toURI().toURL());
      }
      return urls.toArray(new URL[0]);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      loaded.add(name);
      return super.findClass(name);
    }
  }
}
