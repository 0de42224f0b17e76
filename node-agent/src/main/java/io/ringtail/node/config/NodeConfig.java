package io.ringtail.node.config;

import java.util.List;

/**
 * Everything the node agent is told.
 *
 * @param multilineRules those that sources and pods may name, beside the built-in ones
 * @param parsers those that sources, transforms and pods may name, beside the built-in ones
 * @param transforms applied in this order
 * @param sinks where records go, at least one
 * @param routes the first that matches decides
 */
public record NodeConfig(
    AgentConfig agent,
    KubernetesConfig kubernetes,
    List<MultilineRule> multilineRules,
    List<ParserConfig> parsers,
    List<SourceConfig> sources,
    List<TransformConfig> transforms,
    List<SinkConfig> sinks,
    List<RouteConfig> routes) {

  public NodeConfig {
    multilineRules = List.copyOf(multilineRules);
    parsers = List.copyOf(parsers);
    sources = List.copyOf(sources);
    transforms = List.copyOf(transforms);
    sinks = List.copyOf(sinks);
    routes = List.copyOf(routes);
  }
}
