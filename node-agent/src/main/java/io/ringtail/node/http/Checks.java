package io.ringtail.node.http;

import io.ringtail.node.http.AgentSnapshot.ConfigStatus;
import io.ringtail.node.http.AgentSnapshot.DestinationStatus;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import io.ringtail.node.http.AgentSnapshot.SourceStatus;
import io.ringtail.telemetry.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at the agent as a whole. Threading: the HTTP thread. */
final class Checks {
  /** A turn of the reading thread takes milliseconds; a disk that hangs is not ours to kill for. */
  static final long MAX_HEARTBEAT_SECONDS = 60;

  /** Throttling and the failover of an endpoint are over by then. */
  static final long MAX_FAILING_SECONDS = 120;

  private static final int MAX_NAMED = 3;

  private final AgentStatus status;
  private final Clock clock;

  Checks(AgentStatus status, Clock clock) {
    this.status = status;
    this.clock = clock;
  }

  /** Whether a restart would help: the one thing for which kubelet should kill the agent. */
  List<Check> liveness() {
    return List.of(reading());
  }

  /** Whether logs get from this node to the destination. */
  List<Check> readiness() {
    AgentSnapshot now = status.snapshot();
    List<Check> checks = new ArrayList<>();
    checks.add(reading());
    checks.add(looking());
    checks.add(logs(now.logs()));
    for (SourceStatus source : now.sources()) {
      checks.add(source(source));
    }
    for (DestinationStatus destination : now.destinations()) {
      checks.add(destination(destination, now.destinations().size() == 1));
    }
    checks.add(checkpoints(now));
    checks.add(config(now.config()));
    return checks;
  }

  /** Seconds since the reading thread turned. */
  double heartbeatSeconds() {
    return Math.max(0, clock.nanoTime() - status.heartbeatNanos()) / 1e9;
  }

  private Check reading() {
    double seconds = heartbeatSeconds();
    if (seconds > MAX_HEARTBEAT_SECONDS) {
      return Check.failed(
          "reading",
          "the reading thread has not turned for "
              + (long) seconds
              + " s (at most "
              + MAX_HEARTBEAT_SECONDS
              + "): a disk or file system hangs, or the agent is at fault; nothing is read meanwhile");
    }
    return Check.ok("reading", "the reading thread turned " + (long) (seconds * 1_000) + " ms ago");
  }

  private Check looking() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime() - status.lookedNanos());
    return seconds > MAX_HEARTBEAT_SECONDS
        ? Check.failed(
            "looking",
            "no source has been looked at for "
                + seconds
                + " s (at most "
                + MAX_HEARTBEAT_SECONDS
                + "): a fault of the agent's, which its own log tells; what else is said here is as"
                + " old")
        : Check.ok("looking", "sources were looked at " + seconds + " s ago");
  }

  private static Check logs(List<LogStatus> logs) {
    List<String> stuck =
        logs.stream()
            .filter(LogStatus::stuck)
            .map(log -> log.error() == null ? log.path() : log.path() + " (" + log.error() + ")")
            .toList();
    if (stuck.isEmpty()) {
      return Check.ok("logs", logs.size() + " logs are read");
    }
    String named = String.join(", ", stuck.subList(0, Math.min(MAX_NAMED, stuck.size())));
    return Check.failed(
        "logs",
        stuck.size()
            + " of "
            + logs.size()
            + " logs have something to read and cannot be read: "
            + named
            + (stuck.size() > MAX_NAMED ? " and others, see /coverage" : ""));
  }

  private static Check source(SourceStatus source) {
    String name = "source " + source.name();
    String problem = source.problem();
    return problem == null
        ? Check.ok(name, source.readEntries() + " entries read")
        : Check.degraded(name, problem);
  }

  private Check destination(DestinationStatus destination, boolean isOnly) {
    String check = isOnly ? "destination" : "destination " + destination.name();
    if (destination.failingSinceEpochMillis() == 0) {
      return Check.ok(
          check,
          destination.lastSuccessEpochMillis() == 0
              ? destination.name() + ": nothing sent yet"
              : destination.name()
                  + ": took records "
                  + secondsSince(destination.lastSuccessEpochMillis())
                  + " s ago");
    }
    long seconds = secondsSince(destination.failingSinceEpochMillis());
    String sentence =
        destination.name()
            + " has taken nothing for "
            + seconds
            + " s ("
            + destination.cause()
            + "); it is tried again, and "
            + (destination.required()
                ? "the log files keep what is not read yet"
                : "what finds no room in its buffer is lost to it");
    return seconds > MAX_FAILING_SECONDS && destination.required()
        ? Check.failed(check, sentence)
        : Check.degraded(check, sentence);
  }

  private Check checkpoints(AgentSnapshot now) {
    String problem = now.checkpoints().problem();
    long written = now.checkpoints().lastWrittenEpochMillis();
    if (problem == null) {
      return Check.ok(
          "checkpoints",
          written == 0 ? "none written yet" : "written " + secondsSince(written) + " s ago");
    }
    return Check.failed(
        "checkpoints",
        problem + "; logs are read and sent, but a restart would send again what was sent since");
  }

  private Check config(ConfigStatus config) {
    String problem = config.problem();
    return problem == null
        ? Check.ok("config", "loaded " + secondsSince(config.loadedEpochMillis()) + " s ago")
        : Check.degraded("config", problem + "; the one before it stays in force");
  }

  private long secondsSince(long epochMillis) {
    return Math.max(0, clock.epochMillis() - epochMillis) / 1_000;
  }
}
