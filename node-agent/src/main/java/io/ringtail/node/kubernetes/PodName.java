package io.ringtail.node.kubernetes;

/** Names one pod at a time: a StatefulSet's next one has the same. */
record PodName(String namespace, String name) {
  static PodName of(PodInfo pod) {
    return new PodName(pod.namespace(), pod.name());
  }
}
