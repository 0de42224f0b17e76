package io.ringtail.node.agent;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.MetadataMode;
import io.ringtail.event.RecordForm;
import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.MultilineRule;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.ParserConfig;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.kubernetes.DirectiveReader;
import io.ringtail.node.kubernetes.PodCatalog;
import io.ringtail.node.record.EntryEncoder;
import io.ringtail.node.record.Treatments;
import io.ringtail.node.record.parse.Parsers;
import io.ringtail.node.record.transform.Steps;
import io.ringtail.node.route.Router;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Telemetry;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What the entries of all logs pass, by one configuration.
 *
 * @param form in which the destination wants its records
 */
record Stages(
    NodeConfig config,
    RecordForm form,
    Treatments treatments,
    DirectiveReader directives,
    EntryEncoder encoder,
    Router router,
    PodCatalog pods,
    Outbox outbox,
    Telemetry telemetry,
    Notices notices,
    Clock clock) {

  static Stages of(
      NodeConfig config,
      SinkConfig sink,
      UnaryOperator<DestinationNames> names,
      BatchLimits limits,
      Surroundings surroundings,
      InstanceMetadata instance,
      PodCatalog pods,
      Outbox outbox,
      Telemetry telemetry,
      Notices notices,
      Clock clock) {
    Parsers parsers = new Parsers(config.parsers(), notices);
    return new Stages(
        config,
        limits.form(),
        new Treatments(InstanceFields.resolve(config.transforms(), instance::find), parsers, clock),
        new DirectiveReader(
            parserNames(config), ruleNames(config), Steps.redactionNames(), notices),
        new EntryEncoder(
            limits.maxRecordBytes(),
            limits.form(),
            config.kubernetes().mode() != MetadataMode.LEAN),
        new Router(config, sink.name(), names, surroundings, notices),
        pods,
        outbox,
        telemetry,
        notices,
        clock);
  }

  private static Set<String> parserNames(NodeConfig config) {
    Set<String> names = new HashSet<>(Parsers.readyNames());
    config.parsers().stream().map(ParserConfig::name).forEach(names::add);
    return names;
  }

  private static Set<String> ruleNames(NodeConfig config) {
    return config.multilineRules().stream().map(MultilineRule::name).collect(Collectors.toSet());
  }
}
