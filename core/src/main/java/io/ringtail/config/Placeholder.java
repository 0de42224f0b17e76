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
    // By the text: a switch by constant is a class of its own, and this runs while a program
    // starts.
    return switch (text) {
      case "cluster" -> metadata.cluster();
      case "namespace" -> metadata.namespace();
      case "pod" -> metadata.pod();
      case "podUid" -> metadata.podUid();
      case "container" -> metadata.container();
      case "node" -> metadata.node();
      case "host" -> metadata.host();
      case "pid" -> Long.toString(surroundings.pid());
      default -> throw new IllegalStateException(text);
    };
  }
}
