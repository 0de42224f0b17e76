package io.ringtail.console.event;

import org.jspecify.annotations.Nullable;

/** Where an event comes from; null what is not known. */
public record Origin(@Nullable String namespace, @Nullable String pod, @Nullable String container) {
  private static final int PARTS = 3;

  /** What the metadata says, else a log stream's name of the form namespace/pod/container. */
  public static Origin of(Metadata metadata, String logStream) {
    String namespace = metadata.first("kubernetes.namespace_name");
    String pod = metadata.first("kubernetes.pod_name");
    String container = metadata.first("kubernetes.container_name");
    if (namespace == null && pod == null && container == null) {
      String[] parts = logStream.split("/", -1);
      if (parts.length == PARTS && !parts[0].isEmpty() && !parts[1].isEmpty()) {
        return new Origin(parts[0], parts[1], parts[2]);
      }
    }
    return new Origin(namespace, pod, container);
  }
}
