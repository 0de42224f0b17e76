package io.ringtail.node.config;

import io.ringtail.config.MetadataMode;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where pod metadata comes from, and how much of it is sent.
 *
 * @param from who is asked
 * @param kubeletUrl RINGTAIL_KUBELET_URL; null where the node's address is not known
 * @param nodeName the node whose pods are asked for
 * @param tokenFile the service account's token, read again when it changes
 * @param caFile the certificate authority of the API server
 * @param verifyKubelet whether kubelet's certificate must be signed by that authority
 * @param mode how much goes with each record; `full` is what Fluent Bit's filter sends
 * @param labels in mode full: the pod's labels as well
 * @param annotations in mode full: the pod's annotations as well
 * @param owner in mode full: the workload that owns the pod
 * @param namespaceLabels in mode full: the labels of the pod's namespace; asked of the API server
 * @param podAnnotations whether pods may steer their own logs by annotations
 */
public record KubernetesConfig(
    From from,
    @Nullable URI kubeletUrl,
    @Nullable String nodeName,
    Path tokenFile,
    Path caFile,
    boolean verifyKubelet,
    MetadataMode mode,
    boolean labels,
    boolean annotations,
    boolean owner,
    boolean namespaceLabels,
    boolean podAnnotations) {

  /** Who is asked about pods. */
  public enum From {
    KUBELET,
    API_SERVER,
    /** Nobody: namespace, pod and container come from the path. */
    NONE
  }
}
