package io.ringtail.node.config;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What cannot change while the agent runs: sockets, directories and memory that are in use. */
final class FixedOptions {
  private FixedOptions() {}

  /** The new configuration with the old values of what is fixed; each difference is told. */
  static NodeConfig keep(NodeConfig old, NodeConfig next, Notices notices) {
    AgentConfig was = old.agent();
    AgentConfig wanted = next.agent();
    if (!old.sinks().equals(next.sinks())) {
      notices.tell(
          Weight.WARNING,
          "fixed sinks",
          "sinks: cannot change while running; they stay as they were until the next start");
    }
    tell("host-name", was.hostName(), wanted.hostName(), notices);
    tell("http-port", was.httpPort(), wanted.httpPort(), notices);
    tell("log-root", was.logRoot(), wanted.logRoot(), notices);
    tell("state-dir", was.stateDir(), wanted.stateDir(), notices);
    tell("buffer-bytes", was.bufferBytes(), wanted.bufferBytes(), notices);
    tell("linger-ms", was.lingerMillis(), wanted.lingerMillis(), notices);
    tell("shutdown-ms", was.shutdownMillis(), wanted.shutdownMillis(), notices);
    tell("max-deleted-bytes", was.maxDeletedBytes(), wanted.maxDeletedBytes(), notices);
    tell("dead-letter-dir", was.deadLetters(), wanted.deadLetters(), notices);
    tell("dead-letter-bytes", was.deadLetterBytes(), wanted.deadLetterBytes(), notices);
    tell("create", was.create(), wanted.create(), notices);
    tell("retention-days", was.retentionDays(), wanted.retentionDays(), notices);
    tell("reload", was.reload(), wanted.reload(), notices);
    AgentConfig kept =
        new AgentConfig(
            wanted.clusterName(),
            was.hostName(),
            was.httpPort(),
            was.logRoot(),
            was.stateDir(),
            was.bufferBytes(),
            was.lingerMillis(),
            was.shutdownMillis(),
            was.maxDeletedBytes(),
            was.deadLetters(),
            was.deadLetterBytes(),
            was.create(),
            was.retentionDays(),
            was.reload());
    return new NodeConfig(
        kept,
        next.kubernetes(),
        next.multilineRules(),
        next.parsers(),
        next.sources(),
        next.transforms(),
        old.sinks(),
        next.routes());
  }

  private static void tell(
      String option, @Nullable Object was, @Nullable Object wanted, Notices notices) {
    if (!Objects.equals(was, wanted)) {
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
