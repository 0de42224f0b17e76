package io.ringtail.node.config;

import io.ringtail.config.SinkSettings;
import io.ringtail.metadata.Surroundings;
import java.util.List;
import java.util.Map;

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

  /**
   * The options of a type of sink that is used without being one of {@link #sinks}: as the first of
   * that type there has them, else as the environment has them.
   */
  public SinkSettings settingsOf(String type, Surroundings surroundings) {
    for (SinkConfig sink : sinks) {
      if (sink.type().equals(type)) {
        return sink.settings();
      }
    }
    return SinksReader.settings(type, Map.of(), agent.stateDir(), surroundings);
  }
}
