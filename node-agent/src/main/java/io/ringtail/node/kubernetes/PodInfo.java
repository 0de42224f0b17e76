package io.ringtail.node.kubernetes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A pod as kubelet or the API server describes it.
 *
 * @param uid its uid; that of the mirror pod for a static pod
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
   * One container of the pod.
   *
   * @param image as the manifest names it
   * @param imageId as the runtime has resolved it; null until it runs
   * @param containerId without the runtime's scheme; null until it runs
   */
  public record Container(
      String name,
      @Nullable String image,
      @Nullable String imageId,
      @Nullable String containerId) {}
}
