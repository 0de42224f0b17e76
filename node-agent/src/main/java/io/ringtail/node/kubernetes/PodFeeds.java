package io.ringtail.node.kubernetes;

import io.ringtail.node.config.KubernetesConfig;
import io.ringtail.node.config.KubernetesConfig.From;
import io.ringtail.node.kubernetes.RefreshSchedule.Pace;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is asked, by the configuration. What is missing for it is told. */
final class PodFeeds {
  private static final String PATH_ONLY =
      ". Records carry namespace, pod and container as the log's path tells them.";

  private PodFeeds() {}

  static List<PodFeed> of(
      KubernetesConfig config,
      Map<String, String> environment,
      PodStore store,
      Notices notices,
      Clock clock) {
    List<PodFeed> feeds = new ArrayList<>();
    if (config.from() == From.KUBELET) {
      URI kubelet = config.kubeletUrl();
      if (kubelet == null) {
        tell(
            notices,
            "kubelet.url",
            "pods are to be known from kubelet, but neither RINGTAIL_KUBELET_URL nor HOST_IP says"
                + " where it is");
      } else {
        feeds.add(kubelet(config, kubelet, store, notices, clock));
      }
    }
    boolean pods = config.from() == From.API_SERVER;
    if (pods && config.nodeName() == null) {
      tell(
          notices,
          "apiserver.node",
          "pods are to be known from the API server, but neither NODE_NAME nor HOST_NAME says of"
              + " which node; those of all nodes would be too many");
      pods = false;
    }
    boolean namespaces = config.namespaceLabels() && config.from() != From.NONE;
    if (pods || namespaces) {
      URI server = apiServer(environment);
      if (server == null) {
        tell(
            notices,
            "apiserver.url",
            "the API server is to be asked, but KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT"
                + " do not say where it is");
      } else {
        // Its classes cost memory: none is loaded before this.
        feeds.add(new ApiServerFeed(config, server, pods, namespaces, store, notices));
      }
    }
    return feeds;
  }

  private static PodFeed kubelet(
      KubernetesConfig config, URI kubelet, PodStore store, Notices notices, Clock clock) {
    KubeletClient client =
        new KubeletClient(
            kubelet,
            new ServiceAccount(config.tokenFile()),
            new KubeletTrust(config.verifyKubelet() ? config.caFile() : null),
            new PodListReader(annotationsKept(config)));
    // Not RandomGenerator.getDefault(): on Java 17 that is in a module of its own, which the image
    // would have to hold.
    RefreshSchedule schedule = new RefreshSchedule(Pace.DEFAULT, new SplittableRandom());
    return new KubeletFeed(client, store, schedule, notices, clock);
  }

  /** Those that are sent, or that mean something to us. */
  static Predicate<String> annotationsKept(KubernetesConfig config) {
    return config.annotations() ? key -> true : PodDirectives::isDirective;
  }

  private static @Nullable URI apiServer(Map<String, String> environment) {
    String host = environment.get("KUBERNETES_SERVICE_HOST");
    String port = environment.get("KUBERNETES_SERVICE_PORT");
    if (host == null || port == null) {
      return null;
    }
    try {
      return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void tell(Notices notices, String problem, String text) {
    notices.tell(Weight.WARNING, problem, text + PATH_ONLY);
  }
}
