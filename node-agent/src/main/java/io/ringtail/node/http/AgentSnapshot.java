package io.ringtail.node.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The agent at one moment. Times are in milliseconds since 1970; 0: never.
 *
 * @param version of the agent
 * @param startedEpochMillis when it started
 * @param destinations one for each sink
 * @param logs those that are read or still owe an acknowledgement
 */
public record AgentSnapshot(
    String version,
    long startedEpochMillis,
    List<LogStatus> logs,
    List<SourceStatus> sources,
    List<DestinationStatus> destinations,
    CheckpointStatus checkpoints,
    BufferStatus buffer,
    ConfigStatus config) {

  public AgentSnapshot {
    logs = List.copyOf(logs);
    sources = List.copyOf(sources);
    destinations = List.copyOf(destinations);
  }

  /** Of an agent that reads for several sinks: a byte counts as read when all have read it. */
  public static AgentSnapshot together(List<AgentSnapshot> paths) {
    return paths.stream().reduce(AgentSnapshot::with).orElseThrow();
  }

  private AgentSnapshot with(AgentSnapshot other) {
    List<DestinationStatus> all = new ArrayList<>(destinations);
    all.addAll(other.destinations);
    return new AgentSnapshot(
        version,
        startedEpochMillis,
        merged(logs, other.logs, log -> log.source() + '\0' + log.path(), LogStatus::with),
        merged(sources, other.sources, SourceStatus::name, SourceStatus::with),
        all,
        checkpoints.problem() == null ? other.checkpoints : checkpoints,
        new BufferStatus(
            buffer.usedBytes() + other.buffer.usedBytes(),
            buffer.limitBytes() + other.buffer.limitBytes()),
        config.problem() == null ? other.config : config);
  }

  private static <T> List<T> merged(
      List<T> ours, List<T> theirs, Function<T, String> key, BinaryOperator<T> together) {
    Map<String, T> byKey = new LinkedHashMap<>();
    ours.forEach(each -> byKey.put(key.apply(each), each));
    theirs.forEach(each -> byKey.merge(key.apply(each), each, together));
    return List.copyOf(byKey.values());
  }

  /**
   * One log over all of its files: a container's, or a file of the host.
   *
   * @param source the name of its source in the configuration
   * @param path as it was found
   * @param namespace empty outside of containers, and so are pod and container
   * @param writtenBytes what was there to be read since it was found, lost bytes among them
   * @param readBytes read so far
   * @param acknowledgedBytes of which the destination has every record, or which were left out on
   *     purpose
   * @param lostBytes deleted or truncated before they could be read, or given up
   * @param lagSeconds for how long the oldest byte that is not acknowledged has been there; 0 if
   *     there is none
   * @param heldBytes unread bytes of deleted files that take room on the disk because we hold them
   *     open
   * @param stuck whether it has something to read and cannot be read
   * @param error the last error while it lasts; null if there is none
   */
  public record LogStatus(
      String source,
      String path,
      String namespace,
      String pod,
      String container,
      long writtenBytes,
      long readBytes,
      long acknowledgedBytes,
      long lostBytes,
      double lagSeconds,
      long heldBytes,
      boolean stuck,
      @Nullable String error) {

    private LogStatus with(LogStatus other) {
      return new LogStatus(
          source,
          path,
          namespace,
          pod,
          container,
          Math.max(writtenBytes, other.writtenBytes),
          Math.min(readBytes, other.readBytes),
          Math.min(acknowledgedBytes, other.acknowledgedBytes),
          Math.max(lostBytes, other.lostBytes),
          Math.max(lagSeconds, other.lagSeconds),
          Math.max(heldBytes, other.heldBytes),
          stuck || other.stuck,
          error == null ? other.error : error);
    }

    /** Bytes that are on the node and not at the destination. */
    public long lagBytes() {
      return Math.max(0, writtenBytes - lostBytes - acknowledgedBytes);
    }
  }

  /**
   * One source of the configuration, since the start of the agent: its numbers only grow.
   *
   * @param logs how many it reads now
   * @param problem what keeps it from being read, in part or wholly; null if nothing does
   */
  public record SourceStatus(
      String name,
      int logs,
      long readBytes,
      long readEntries,
      long lostBytes,
      @Nullable String problem) {
    private SourceStatus with(SourceStatus other) {
      return new SourceStatus(
          name,
          Math.max(logs, other.logs),
          Math.min(readBytes, other.readBytes),
          Math.min(readEntries, other.readEntries),
          Math.max(lostBytes, other.lostBytes),
          problem == null ? other.problem : problem);
    }
  }

  /**
   * @param name of the sink
   * @param required whether logs are read no further than it takes them
   * @param lastSuccessEpochMillis when it last took a batch
   * @param failingSinceEpochMillis when the first send failed of those that failed since the last
   *     success
   * @param cause of the last failure, for people; null if the last send succeeded
   */
  public record DestinationStatus(
      String name,
      boolean required,
      long lastSuccessEpochMillis,
      long failingSinceEpochMillis,
      @Nullable String cause) {}

  /**
   * @param lastWrittenEpochMillis when the checkpoints were last written
   * @param problem why they cannot be written now; null if they can
   */
  public record CheckpointStatus(long lastWrittenEpochMillis, @Nullable String problem) {}

  /**
   * What batches and sends hold, of what they may hold.
   *
   * @param usedBytes of heap
   * @param limitBytes of heap
   */
  public record BufferStatus(long usedBytes, long limitBytes) {}

  /**
   * @param loadedEpochMillis when the configuration was read that is in force
   * @param reloads how often a changed one was taken
   * @param failedReloads how often a changed one was refused
   * @param problem why the newest one was refused; null if it is in force
   */
  public record ConfigStatus(
      long loadedEpochMillis, long reloads, long failedReloads, @Nullable String problem) {}
}
