package io.ringtail.node.agent;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.DestinationNames;
import io.ringtail.node.checkpoint.FileCheckpoints;
import io.ringtail.node.cli.AgentRun;
import io.ringtail.node.config.ConfigWatch;
import io.ringtail.node.config.NodeConfig;
import io.ringtail.node.config.SinkConfig;
import io.ringtail.node.deliver.Outbox;
import io.ringtail.node.entry.LogSource;
import io.ringtail.node.files.DeletedBytes;
import io.ringtail.node.http.AgentSnapshot;
import io.ringtail.node.http.AgentSnapshot.ConfigStatus;
import io.ringtail.node.kubernetes.PodCatalog;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Telemetry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the reader reads by the configuration that is in force, and what it does between its turns:
 * looks, checkpoints, reports, a changed configuration.
 *
 * <p>A new configuration is taken when everything that was read by the old one has had its outcome,
 * so that nothing is lost or sent twice. While the destination is away that would be never, and the
 * change may be what brings it back: then it is taken after a while all the same, and what is under
 * way may arrive twice.
 *
 * <p>Threading: the reading thread, but for the snapshot.
 */
final class Turns implements Reader.Chores, AutoCloseable {
  private static final long PUBLISH_NANOS = 1_000_000_000L;
  private static final long WAIT_FOR_OUTCOMES_NANOS = 30_000_000_000L;

  private final AgentRun.Request request;
  private final SinkConfig sink;
  private final UnaryOperator<DestinationNames> names;
  private final BatchLimits limits;
  private final Outbox outbox;
  private final FileCheckpoints checkpoints;
  private final Telemetry telemetry;
  private final Notices notices;
  private final Clock clock;
  private final DeletedBytes deleted;
  private final InstanceMetadata instance;
  private final Snapshots snapshots;
  private final @Nullable ConfigWatch watch;

  private final SharedPods sharedPods;
  private PodCatalog pods;
  private SourceSet sources;
  private LossReports losses;
  private NodeConfig config;
  private long loadedMillis;
  private long reloads;
  private @Nullable NodeConfig next;
  private long nextSinceNanos;
  private long publishedNanos;
  private long heldBackBytes;
  private volatile Supplier<AgentSnapshot> snapshot;
  private volatile long lookedNanos;

  Turns(
      AgentRun.Request request,
      SinkConfig sink,
      UnaryOperator<DestinationNames> names,
      BatchLimits limits,
      Outbox outbox,
      FileCheckpoints checkpoints,
      SharedPods sharedPods,
      Telemetry telemetry,
      Notices notices,
      Clock clock) {
    this.request = request;
    this.sink = sink;
    this.names = names;
    this.sharedPods = sharedPods;
    this.limits = limits;
    this.outbox = outbox;
    this.checkpoints = checkpoints;
    this.telemetry = telemetry;
    this.notices = notices;
    this.clock = clock;
    this.config = request.config();
    this.deleted = new DeletedBytes(config.agent().maxDeletedBytes());
    this.instance = new InstanceMetadata(request.surroundings(), notices);
    this.pods = sharedPods.of(config.kubernetes());
    Stages stages = stages(config, pods);
    this.sources = new SourceSet(stages, checkpoints, deleted, request.untilEof());
    this.losses = new LossReports(stages);
    instance.started();
    this.loadedMillis = clock.epochMillis();
    this.snapshots =
        new Snapshots(Version.current(), clock.epochMillis(), sink, outbox, checkpoints);
    this.watch = watch();
    this.snapshot = snapshots.of(sources, configStatus());
    this.lookedNanos = clock.nanoTime();
  }

  void awaitPods(long timeoutMillis) {
    try {
      pods.awaitFirst(timeoutMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<LogSource> sources() {
    return next == null ? sources.all() : List.of();
  }

  /** As of the last look: what a turn adds to it is little against the budget. */
  long heldBackBytes() {
    return heldBackBytes;
  }

  @Override
  public boolean isAtEnd() {
    return next == null && sources.isAtEnd();
  }

  @Override
  public void look(long nowNanos) {
    if (watch != null) {
      watch.look(nowNanos);
    }
    if (next == null && instance.takeNews()) {
      // The same, with fields that could not be filled in before.
      onChanged(config);
    }
    if (next == null) {
      for (LogSource source : sources.all()) {
        source.look(nowNanos);
      }
    } else {
      change(next, nowNanos);
    }
    heldBackBytes = sources.heldBackBytes();
    losses.look(nowNanos);
    checkpoints.tick(nowNanos);
    if (nowNanos - publishedNanos >= PUBLISH_NANOS) {
      publishedNanos = nowNanos;
      snapshot = snapshots.of(sources, configStatus());
    }
    lookedNanos = nowNanos;
  }

  /** When a {@link #look} last went well, a {@link Clock#nanoTime}. Threading: any. */
  long lookedNanos() {
    return lookedNanos;
  }

  /** What was published last. Threading: any. */
  AgentSnapshot snapshot() {
    return snapshot.get();
  }

  @Override
  public void close() {
    instance.close();
    sources.close();
  }

  @SuppressWarnings("ReferenceEquality") // The same one, for what is known of the instance now.
  private void change(NodeConfig changed, long nowNanos) {
    outbox.flush();
    if (!outbox.isEmpty() && nowNanos - nextSinceNanos < WAIT_FOR_OUTCOMES_NANOS) {
      return;
    }
    next = null;
    snapshots.closing(sources);
    sources.close();
    try {
      open(changed);
    } catch (RuntimeException e) {
      refuse(e);
      // As far as it was read, all has had its outcome: it goes on where it was.
      open(config);
      return;
    }
    if (changed != config) {
      config = changed;
      loadedMillis = clock.epochMillis();
      reloads++;
    }
  }

  private void open(NodeConfig opened) {
    PodCatalog catalog = sharedPods.of(opened.kubernetes());
    Stages stages = stages(opened, catalog);
    sources = new SourceSet(stages, checkpoints, deleted, request.untilEof());
    losses = new LossReports(stages);
    pods = catalog;
  }

  private void refuse(RuntimeException e) {
    notices.tell(
        Notices.Weight.ERROR,
        "config",
        "the changed configuration cannot be used: "
            + e
            + "; the one that was read before stays in force");
    if (watch != null) {
      watch.refused(e.toString());
    }
  }

  private ConfigStatus configStatus() {
    return new ConfigStatus(
        loadedMillis,
        reloads,
        watch == null ? 0 : watch.refusals(),
        watch == null ? null : watch.problem());
  }

  private void onChanged(NodeConfig changed) {
    next = changed;
    nextSinceNanos = clock.nanoTime();
  }

  private @Nullable ConfigWatch watch() {
    return request.file() == null || request.untilEof() || !config.agent().reload()
        ? null
        : new ConfigWatch(
            request.file(),
            request.text(),
            config,
            request.surroundings(),
            notices,
            this::onChanged,
            clock.nanoTime());
  }

  private Stages stages(NodeConfig config, PodCatalog pods) {
    return Stages.of(
        config,
        sink,
        names,
        limits,
        request.surroundings(),
        instance,
        pods,
        outbox,
        telemetry,
        notices,
        clock);
  }
}
