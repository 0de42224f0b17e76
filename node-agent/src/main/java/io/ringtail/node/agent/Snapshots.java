package io.ringtail.node.agent;

import io.ringtail.node.checkpoint.FileCheckpoints;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.files.FileSource;
import io.ringtail.node.files.LogCoverage;
import io.ringtail.node.http.AgentSnapshot;
import io.ringtail.node.http.AgentSnapshot.BufferStatus;
import io.ringtail.node.http.AgentSnapshot.CheckpointStatus;
import io.ringtail.node.http.AgentSnapshot.ConfigStatus;
import io.ringtail.node.http.AgentSnapshot.DestinationStatus;
import io.ringtail.node.http.AgentSnapshot.LogStatus;
import io.ringtail.node.http.AgentSnapshot.SourceStatus;
import io.ringtail.node.journal.JournalSource;
import io.ringtail.node.journal.JournalStatus;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.sink.DeliveryHealth;
import io.ringtail.sink.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the agent says of itself over HTTP. Threading: the reading thread; what it
 * hands out, any.
 */
final class Snapshots {
  private final String version;
  private final long startedMillis;
  private final SinkConfig sink;
  private final Outbox outbox;
  private final FileCheckpoints checkpoints;

  /** By name: what sources had read that were closed since. */
  private final Map<String, SourceStatus> earlier = new HashMap<>();

  Snapshots(
      String version,
      long startedMillis,
      SinkConfig sink,
      Outbox outbox,
      FileCheckpoints checkpoints) {
    this.version = version;
    this.startedMillis = startedMillis;
    this.sink = sink;
    this.outbox = outbox;
    this.checkpoints = checkpoints;
  }

  /**
   * What it is now.
   *
   * @return puts it together when asked: of a thousand logs nobody may ask for a long time
   */
  Supplier<AgentSnapshot> of(SourceSet sources, ConfigStatus config) {
    List<List<LogCoverage>> logs = sources.files().stream().map(FileSource::coverage).toList();
    List<SourceStatus> statuses = statuses(sources);
    DestinationStatus destination = destination(outbox.health());
    CheckpointStatus written =
        new CheckpointStatus(checkpoints.writtenMillis(), checkpoints.lastError());
    BufferStatus buffer = new BufferStatus(outbox.usedBytes(), outbox.budgetBytes());
    return () ->
        new AgentSnapshot(
            version,
            startedMillis,
            logs.stream().flatMap(List::stream).map(Snapshots::log).toList(),
            statuses,
            List.of(destination),
            written,
            buffer,
            config);
  }

  /**
   * Keeps the numbers of sources that are about to be closed: those of the next ones add to them.
   */
  void closing(SourceSet sources) {
    statuses(sources).forEach(status -> earlier.put(status.name(), status));
  }

  private List<SourceStatus> statuses(SourceSet sources) {
    List<SourceStatus> all = new ArrayList<>();
    for (FileSource source : sources.files()) {
      all.add(sinceStart(ofFiles(source, sources.entries(source))));
    }
    for (JournalSource journal : sources.journals()) {
      all.add(sinceStart(ofJournal(journal)));
    }
    return all;
  }

  private SourceStatus sinceStart(SourceStatus status) {
    SourceStatus before = earlier.get(status.name());
    return before == null
        ? status
        : new SourceStatus(
            status.name(),
            status.logs(),
            before.readBytes() + status.readBytes(),
            before.readEntries() + status.readEntries(),
            before.lostBytes() + status.lostBytes(),
            status.problem());
  }

  private static LogStatus log(LogCoverage log) {
    PodRef pod = log.pod();
    return new LogStatus(
        log.source(),
        log.key(),
        pod == null ? "" : pod.namespace(),
        pod == null ? "" : pod.pod(),
        pod == null ? "" : pod.container(),
        log.writtenBytes(),
        log.readBytes(),
        log.acknowledgedBytes(),
        log.lostBytes(),
        log.lagMillis() / 1e3,
        log.deletedBytes(),
        log.stuck(),
        log.error());
  }

  private static SourceStatus ofFiles(FileSource source, long entries) {
    return new SourceStatus(
        source.name(),
        source.coverage().size(),
        source.readBytes(),
        entries,
        source.lostBytes(),
        source.problem());
  }

  private static SourceStatus ofJournal(JournalSource source) {
    JournalStatus status = source.status();
    return new SourceStatus(
        source.name(), 1, status.readBytes(), status.entries(), 0, status.problem());
  }

  private DestinationStatus destination(DeliveryHealth health) {
    return new DestinationStatus(
        sink.name(),
        sink.required(),
        health.lastSuccessMillis(),
        health.failingSinceMillis(),
        cause(health.failure()));
  }

  private static @Nullable String cause(Outcome.@Nullable RetryLater failure) {
    return failure == null ? null : failure.cause() + ": " + failure.detail();
  }
}
