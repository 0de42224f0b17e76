package io.ringtail.node.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringtail.node.config.LogRoot;
import io.ringtail.node.config.SourceConfig;
import io.ringtail.node.config.SourceConfig.Shaping;
import io.ringtail.node.entry.EntryConsumer;
import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.LogEntry;
import io.ringtail.node.entry.Origin;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import io.ringtail.node.files.LogFile;
import io.ringtail.node.files.LogOpener;
import io.ringtail.node.format.EntryFormat;
import io.ringtail.node.kubernetes.PodInfo;
import io.ringtail.node.kubernetes.PodRef;
import io.ringtail.node.route.Tags;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes what takes the lines of each log that a source of files finds.
 *
 * <p>Threading: the reading thread.
 */
final class FileLogs implements LogOpener {
  /** How long the first line of a log waits for its pod to become known, and no longer. */
  private static final long WAIT_FOR_POD_NANOS = 700_000_000L;

  private final Stages stages;
  private final String source;
  private final SourceConfig.Reading reading;
  private final Shaping shaping;
  private final boolean containers;
  private final LogRoot logRoot;

  // By LogFile.key: asked for every log at every look, and a string knows its hash.
  private final Map<String, OpenLog> open = new HashMap<>();
  private final Map<String, Long> seenNanos = new HashMap<>();
  private long entries;

  FileLogs(Stages stages, SourceConfig.Containers config) {
    this(stages, config.name(), config.reading(), config.shaping(), true);
  }

  FileLogs(Stages stages, SourceConfig.Files config) {
    this(stages, config.name(), config.reading(), config.shaping(), false);
  }

  private FileLogs(
      Stages stages,
      String source,
      SourceConfig.Reading reading,
      Shaping shaping,
      boolean containers) {
    this.stages = stages;
    this.source = source;
    this.reading = reading;
    this.shaping = shaping;
    this.containers = containers;
    this.logRoot = new LogRoot(stages.config().agent().logRoot());
  }

  @Override
  public LineConsumer open(
      LogFile log, Function<StdStream, Long> resume, Function<StdStream, Progress> progress) {
    LogFlow flow = new LogFlow(stages, shaping, origin(log), progress);
    String asked = flow.directives().multiline();
    EntryFormat format =
        EntryFormat.of(
            reading,
            asked == null ? shaping.multiline() : asked,
            shaping.multilineFlushMillis(),
            stages.config().multilineRules(),
            stages.clock());
    EntryConsumer counted =
        entry -> {
          entries++;
          flow.take(entry);
        };
    LineConsumer lines =
        containers ? format.containerLog(resume, counted) : format.plainFile(resume, counted);
    OpenLog opened = new OpenLog(lines, flow, () -> open.remove(log.key()));
    open.put(log.key(), opened);
    seenNanos.remove(log.key());
    return opened;
  }

  @Override
  public boolean isWanted(LogFile log) {
    PodRef pod = log.pod();
    if (pod == null || !stages.config().kubernetes().podAnnotations()) {
      return true;
    }
    OpenLog opened = open.get(log.key());
    if (opened != null) {
      return !opened.flow().directives().excludesAll();
    }
    PodInfo info = stages.pods().find(pod);
    if (info == null) {
      return !stages.pods().expectsAnswers() || hasWaited(log);
    }
    seenNanos.remove(log.key());
    return !stages.directives().read(info, pod.container()).excludesAll();
  }

  @Override
  public void lost(LogFile log, long bytes, String reason) {
    Instant now = Instant.ofEpochMilli(stages.clock().epochMillis());
    byte[] text =
        ("ringtail: " + bytes + " bytes of this log were lost: " + reason).getBytes(UTF_8);
    LogEntry entry = new LogEntry();
    entry.stream = containers ? StdStream.STDERR : StdStream.NONE;
    entry.epochSecond = now.getEpochSecond();
    entry.nanoOfSecond = now.getNano();
    entry.bytes = text;
    entry.length = text.length;
    OpenLog opened = open.get(log.key());
    LogFlow flow =
        opened == null
            ? new LogFlow(stages, shaping, origin(log), stream -> NoProgress.INSTANCE)
            : opened.flow();
    flow.takeOwn(entry);
  }

  @Override
  public void gone(LogFile log) {
    seenNanos.remove(log.key());
  }

  /** Whole entries of all its logs, since it was made. */
  long entries() {
    return entries;
  }

  /** Whether a log waits for its pod to become known. */
  boolean isUndecided() {
    return !seenNanos.isEmpty();
  }

  private Origin origin(LogFile log) {
    return new Origin(source, Tags.ofFile(source, log.path(), logRoot), log.pod(), null, null);
  }

  private boolean hasWaited(LogFile log) {
    long now = stages.clock().nanoTime();
    return now - seenNanos.computeIfAbsent(log.key(), key -> now) >= WAIT_FOR_POD_NANOS;
  }
}
