package io.ringtail.node.config;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;

/** What cannot change while the agent runs: sockets, directories and memory that are in use. */
final class FixedOptions {
  private FixedOptions() {}

  /** The new configuration with the old values of what is fixed; each difference is told. */
  static NodeConfig keep(NodeConfig old, NodeConfig next, Notices notices) {
    AgentConfig was = old.agent();
    AgentConfig wanted = next.agent();
    tell("sink", was.sink(), wanted.sink(), notices);
    tell("host-name", was.hostName(), wanted.hostName(), notices);
    tell("http-port", was.httpPort(), wanted.httpPort(), notices);
    tell("log-root", was.logRoot(), wanted.logRoot(), notices);
    tell("state-dir", was.stateDir(), wanted.stateDir(), notices);
    tell("buffer-bytes", was.bufferBytes(), wanted.bufferBytes(), notices);
    AgentConfig kept =
        new AgentConfig(
            was.sink(),
            wanted.clusterName(),
            was.hostName(),
            was.httpPort(),
            was.logRoot(),
            was.stateDir(),
            was.bufferBytes(),
            wanted.lingerMillis(),
            wanted.shutdownMillis(),
            wanted.maxDeletedBytes(),
            wanted.create(),
            wanted.retentionDays(),
            wanted.reload());
    return new NodeConfig(
        kept,
        next.kubernetes(),
        next.multilineRules(),
        next.parsers(),
        next.sources(),
        next.transforms(),
        next.routes());
  }

  private static void tell(String option, Object was, Object wanted, Notices notices) {
    if (!was.equals(wanted)) {
      notices.tell(
          Weight.WARNING,
          "fixed " + option + ' ' + wanted,
          "agent."
              + option
              + "="
              + wanted
              + ": cannot change while running; it stays "
              + was
              + " until the next start");
    }
  }
}
