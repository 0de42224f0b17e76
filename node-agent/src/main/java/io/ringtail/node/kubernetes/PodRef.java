package io.ringtail.node.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * What the paths of a container's log say about it.
 *
 * @param namespace the pod's namespace
 * @param pod the pod's name
 * @param uid as in the pod's log directory: for a static pod its manifest's hash; null where only
 *     the link in /var/log/containers is known
 * @param container the container's name
 * @param containerId the runtime's id, 64 hexadecimal digits; null where unknown
 */
public record PodRef(
    String namespace,
    String pod,
    @Nullable String uid,
    String container,
    @Nullable String containerId) {}
