package io.ringtail.node.config;

import java.util.List;
import java.util.Map;

/**
 * Which entries a transform or a route is for: those that match all of what is set. Names are
 * globs.
 *
 * @param sources names of sources
 * @param namespaces names of namespaces
 * @param pods names of pods
 * @param containers names of containers
 * @param streams `stdout`, `stderr`
 * @param labels labels of the pod that must have these values
 */
public record Selector(
    List<String> sources,
    List<String> namespaces,
    List<String> pods,
    List<String> containers,
    List<String> streams,
    Map<String, String> labels) {

  /** Matches everything. */
  public static final Selector ALL =
      new Selector(List.of(), List.of(), List.of(), List.of(), List.of(), Map.of());

  public Selector {
    sources = List.copyOf(sources);
    namespaces = List.copyOf(namespaces);
    pods = List.copyOf(pods);
    containers = List.copyOf(containers);
    streams = List.copyOf(streams);
    labels = Map.copyOf(labels);
  }
}
