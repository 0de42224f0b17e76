package io.ringtail.node.config;

import io.ringtail.config.UnknownNames;
import io.ringtail.config.Values;
import io.ringtail.metadata.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads the YAML of the node agent, and the variables that beat it. Finds all problems at once.
 * Nothing here throws.
 */
public final class NodeConfigReader {
  private final Problems problems;
  private final Environment environment;
  private final Section root;

  private NodeConfigReader(ConfigText text, Surroundings surroundings) {
    problems = new Problems(text.name());
    environment = new Environment(surroundings, problems);
    root = new Section(YamlReader.read(text.yaml(), problems), "", surroundings, problems);
  }

  public static ConfigReading read(ConfigText text, Surroundings surroundings) {
    NodeConfigReader reader = new NodeConfigReader(text, surroundings);
    NodeConfig config = reader.read();
    UnknownNames.inEnvironment(surroundings.env())
        .forEach(problem -> reader.problems.add(Problem.of(problem)));
    return new ConfigReading(reader.problems.hasErrors() ? null : config, reader.problems.all());
  }

  private NodeConfig read() {
    Section agentSection = root.section("agent");
    Section kubernetesSection = root.section("kubernetes");
    AgentConfig agent = new AgentReader(with(agentSection), environment.surroundings()).read();
    List<SinkConfig> sinks =
        new SinksReader(environment, agent.stateDir())
            .read(
                root.sections("sinks"),
                with(agentSection).find("RINGTAIL_SINK", "sink", Values::sinks));
    KubernetesConfig kubernetes =
        new KubernetesReader(with(kubernetesSection), environment.surroundings()).read();
    kubernetesSection.end();

    Names ruleNames = new Names("multiline rule", SourceReader.READY_MULTILINE, false);
    Names parserNames = new Names("parser", ReadyParsers.NAMES, true);
    Names sourceNames = new Names("source", List.of(), false);
    List<MultilineRule> rules = new ArrayList<>();
    root.sections("multiline").forEach(each -> rules.add(MultilineReader.read(each, ruleNames)));
    List<ParserConfig> parsers = new ArrayList<>();
    root.sections("parsers").forEach(each -> parsers.add(ParserReader.read(each, parserNames)));

    SourceReader sourceReader =
        new SourceReader(
            sourceNames,
            parserNames,
            ruleNames,
            new LogRoot(agent.logRoot()),
            kubernetes.mode(),
            environment);
    List<SourceConfig> sources =
        root.sections("sources").stream().map(sourceReader::read).filter(Objects::nonNull).toList();
    if (!root.has("sources")) {
      root.error("sources", "missing; there is nothing to read");
    }
    SelectorReader selectors = new SelectorReader(sourceNames);
    TransformReader transformReader = new TransformReader(parserNames, selectors);
    List<TransformConfig> transforms =
        root.sections("transforms").stream()
            .map(transformReader::read)
            .filter(Objects::nonNull)
            .toList();
    List<String> sinkNames = sinks.stream().map(SinkConfig::name).toList();
    RouteReader routeReader = new RouteReader(selectors, sinkNames, agentSection, environment);
    List<RouteConfig> routes = routeReader.read(root.sections("routes"));
    agentSection.end();
    root.end();
    return new NodeConfig(agent, kubernetes, rules, parsers, sources, transforms, sinks, routes);
  }

  private Options with(Section section) {
    return new Options(section, environment);
  }
}
