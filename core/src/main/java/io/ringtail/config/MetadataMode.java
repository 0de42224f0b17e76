package io.ringtail.config;

/** How much of the pod's metadata goes with each event; each byte of it is paid for. */
public enum MetadataMode {
  /** Nothing. */
  NONE,
  /** Namespace, pod and container. */
  LEAN,
  /** Everything known, labels and annotations too. */
  FULL
}
