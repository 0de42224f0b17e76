package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Losses;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Tells in the destination itself which entries were given up: refused by the destination for good,
 * or over a limit. In a stream of the agent's own, since by then it is not known any more whose
 * they were.
 *
 * <p>Threading: the reading thread.
 */
final class LossReports {
  /** The tag under which the agent itself speaks; no source is named like this. */
  static final String TAG = "ringtail.losses";

  private static final long REPORT_NANOS = 5_000_000_000L;

  private final Stages stages;
  private final StreamFlow flow;
  private long reportedNanos;

  LossReports(Stages stages) {
    this.stages = stages;
    this.reportedNanos = stages.clock().nanoTime();
    Origin origin = new Origin("ringtail", TAG, null, null, null);
    this.flow =
        new StreamFlow(
            stages,
            origin,
            StdStream.NONE,
            stages.treatments().ofOwnWords(),
            null,
            NoProgress.INSTANCE);
  }

  void look(long nowNanos) {
    if (nowNanos - reportedNanos >= REPORT_NANOS) {
      reportedNanos = nowNanos;
      report();
    }
  }

  /** Tells what has not been told yet, if there is anything. */
  void report() {
    Losses losses = stages.telemetry().losses().drain();
    if (losses != null) {
      byte[] text = text(losses).getBytes(UTF_8);
      LogEntry entry = new LogEntry();
      entry.epochSecond = Math.floorDiv(stages.clock().epochMillis(), 1_000L);
      entry.bytes = text;
      entry.length = text.length;
      flow.takeOwn(entry);
    }
  }

  private static String text(Losses losses) {
    return "ringtail: "
        + losses.total()
        + (losses.total() == 1 ? " log entry was" : " log entries were")
        + " lost between "
        + Instant.ofEpochMilli(losses.firstMillis())
        + " and "
        + Instant.ofEpochMilli(losses.lastMillis())
        + ": "
        + losses.byReason().entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().label())
            .collect(Collectors.joining(", "));
  }
}
