package io.ringtail.config;

import io.ringtail.metadata.PodMetadata;
import io.ringtail.metadata.Surroundings;
import org.jspecify.annotations.Nullable;

/** The placeholders that take no argument. */
enum Placeholder {
  CLUSTER("cluster"),
  NAMESPACE("namespace"),
  POD("pod"),
  POD_UID("podUid"),
  CONTAINER("container"),
  NODE("node"),
  HOST("host"),
  PID("pid");

  private final String text;

  Placeholder(String text) {
    this.text = text;
  }

  /** The name between the braces. */
  String text() {
    return text;
  }

  @Nullable String value(PodMetadata metadata, Surroundings surroundings) {
    return switch (this) {
      case CLUSTER -> metadata.cluster();
      case NAMESPACE -> metadata.namespace();
      case POD -> metadata.pod();
      case POD_UID -> metadata.podUid();
      case CONTAINER -> metadata.container();
      case NODE -> metadata.node();
      case HOST -> metadata.host();
      case PID -> Long.toString(surroundings.pid());
    };
  }
}
