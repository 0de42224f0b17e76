package io.ringtail.node.kubernetes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod as kubelet or the API server describes it.
 *
 * @param uid its uid; for a static pod that of its mirror pod, where the API server is asked, and
 *     what kubelet calls its uid, the hash, where kubelet is
 * @param logUid as in its log directory: the annotation kubernetes.io/config.hash for a static pod,
 *     else its uid
 * @param node the node's name
 * @param podIp its address, once it has one
 * @param ownerKind the kind of the workload behind it, `Deployment` say; null where it has none
 * @param containers by name, init and ephemeral ones as well
 * @param namespaceLabels of its namespace; empty unless asked for
 */
public record PodInfo(
    String namespace,
    String name,
    String uid,
    String logUid,
    @Nullable String node,
    @Nullable String podIp,
    @Nullable String ownerKind,
    @Nullable String ownerName,
    Map<String, String> labels,
    Map<String, String> annotations,
    Map<String, Container> containers,
    Map<String, String> namespaceLabels) {

  public PodInfo {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    containers = Map.copyOf(containers);
    namespaceLabels = Map.copyOf(namespaceLabels);
  }

  /**
   * Whether this tells all there is to tell of the container that wrote a log. If not, it may be
   * older than the container, which has been started since; or the log is that of an earlier start.
   */
  boolean describes(PodRef ref) {
    Container container = containers.get(ref.container());
    return container != null
        && container.imageId() != null
        && (ref.containerId() == null || ref.containerId().equals(container.containerId()));
  }

  /** The same pod with what is known of its namespace now. */
  public PodInfo withNamespaceLabels(Map<String, String> labelsOfNamespace) {
    return new PodInfo(
        namespace,
        name,
        uid,
        logUid,
        node,
        podIp,
        ownerKind,
        ownerName,
        labels,
        annotations,
        containers,
        labelsOfNamespace);
  }

  /**
   * One container of the pod.
   *
   * @param image as the runtime names it; until it runs, as the manifest does
   * @param imageId as the runtime has resolved it; null until it runs
   * @param containerId without the runtime's scheme; null until it runs
   */
  public record Container(
      String name,
      @Nullable String image,
      @Nullable String imageId,
      @Nullable String containerId) {}
}
