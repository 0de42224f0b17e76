package io.ringtail.node.agent;

import io.ringtail.event.Level;
import io.ringtail.node.deliver.Lane;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.record.Treatment;
import io.ringtail.node.record.Verdict;
import io.ringtail.node.record.json.PreparedJson;
import io.ringtail.node.route.RouteTarget;
import io.ringtail.telemetry.DropReason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one stream of one log, as long as nothing changes about who writes them: from
 * entry to record to the lane of their destination.
 *
 * <p>Threading: the reading thread.
 */
final class StreamFlow {
  private final Stages stages;
  private final Origin origin;
  private final StdStream stream;
  private final Treatment treatment;
  private final @Nullable PreparedJson kubernetes;
  private final Progress progress;

  private @Nullable Lane lane;
  private boolean goesElsewhere;
  private boolean dependsOnDate;
  private long routedSecond;

  /**
   * @param kubernetes the pod's metadata; null: none is sent
   */
  StreamFlow(
      Stages stages,
      Origin origin,
      StdStream stream,
      Treatment treatment,
      @Nullable PreparedJson kubernetes,
      Progress progress) {
    this.stages = stages;
    this.origin = origin;
    this.stream = stream;
    this.treatment = treatment;
    this.kubernetes = kubernetes;
    this.progress = progress;
  }

  void take(LogEntry entry) {
    Lane to = laneAt(entry.epochSecond);
    if (to != null) {
      send(to, entry, stages.encoder().encode(entry, treatment, kubernetes));
    }
  }

  /**
   * @param fields of an entry of the journal
   */
  void take(LogEntry entry, Map<String, ?> fields) {
    Lane to = laneAt(entry.epochSecond);
    if (to != null) {
      send(to, entry, stages.encoder().encodeFields(entry, fields, treatment));
    }
  }

  /** Takes an entry that tells, in the log itself, what was lost of it. */
  void takeOwn(LogEntry entry) {
    Verdict verdict = stages.encoder().encode(entry, treatment, kubernetes);
    if (verdict instanceof Verdict.Kept kept) {
      Instant time = Instant.ofEpochSecond(entry.epochSecond);
      RouteTarget target = stages.router().resolveAnyway(origin, stream, time);
      stages.outbox().lane(target.destination()).appendOwn(kept.json(), kept.epochMillis());
    }
  }

  boolean isReady() {
    Lane current = lane;
    return current == null || current.isReady();
  }

  private void send(Lane to, LogEntry entry, Verdict verdict) {
    if (verdict instanceof Verdict.Kept kept) {
      to.append(kept.json(), kept.epochMillis(), progress, entry.startPosition);
    } else if (verdict instanceof Verdict.LeftOut leftOut) {
      countLeftOut(leftOut.reason(), entry);
    }
  }

  /** Left out as the configuration wants it: told only where it is a limit that was reached. */
  private void countLeftOut(DropReason reason, LogEntry entry) {
    stages.telemetry().countCaptured();
    if (reason == DropReason.RATE_LIMITED) {
      stages.telemetry().losses().drop(reason, Level.INFO, entry.epochMillis());
    } else {
      stages.telemetry().losses().dropUntold(reason);
    }
  }

  /** Null if entries do not go to this sink. */
  private @Nullable Lane laneAt(long epochSecond) {
    Lane current = lane;
    if (!goesElsewhere && (current == null || (dependsOnDate && epochSecond != routedSecond))) {
      RouteTarget target =
          stages.router().resolve(origin, stream, Instant.ofEpochSecond(epochSecond));
      if (target == null) {
        goesElsewhere = true;
        return null;
      }
      dependsOnDate = target.dependsOnDate();
      routedSecond = epochSecond;
      current = stages.outbox().lane(target.destination());
      lane = current;
    }
    return current;
  }
}
