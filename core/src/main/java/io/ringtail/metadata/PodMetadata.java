package io.ringtail.metadata;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pod and container that this process runs in; null or empty where unknown.
 *
 * @param namespace the pod's namespace
 * @param pod the pod's name
 * @param podUid the pod's uid; for a static pod the hash of its manifest, as in its log directory
 * @param podIp the pod's address
 * @param node the name of the node
 * @param host the hostname; in Kubernetes usually the pod's name
 * @param container the container's name in the pod
 * @param containerId the runtime's id, 64 hexadecimal digits, without a scheme
 * @param containerImage the image's name
 * @param cluster the cluster's name
 * @param labels the pod's labels, sorted by key
 * @param annotations the pod's annotations, sorted by key
 * @param inKubernetes whether this process runs in a pod
 */
public record PodMetadata(
    @Nullable String namespace,
    @Nullable String pod,
    @Nullable String podUid,
    @Nullable String podIp,
    @Nullable String node,
    @Nullable String host,
    @Nullable String container,
    @Nullable String containerId,
    @Nullable String containerImage,
    @Nullable String cluster,
    Map<String, String> labels,
    Map<String, String> annotations,
    boolean inKubernetes) {

  public PodMetadata {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** The same pod with what its Downward API volume says now. */
  public PodMetadata with(Podinfo podinfo) {
    return new PodMetadata(
        namespace,
        pod,
        podUid,
        podIp,
        node,
        host,
        container,
        containerId,
        containerImage,
        cluster,
        podinfo.labels(),
        podinfo.annotations(),
        inKubernetes);
  }
}
