package io.ringtail.node.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent at one moment. Times are in milliseconds since 1970; 0: never.
 *
 * @param version of the agent
 * @param startedEpochMillis when it started
 * @param logs those that are read or still owe an acknowledgement
 */
public record AgentSnapshot(
    String version,
    long startedEpochMillis,
    List<LogStatus> logs,
    List<SourceStatus> sources,
    DestinationStatus destination,
    CheckpointStatus checkpoints,
    BufferStatus buffer,
    ConfigStatus config) {

  public AgentSnapshot {
    logs = List.copyOf(logs);
    sources = List.copyOf(sources);
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
      @Nullable String problem) {}

  /**
   * @param name of the sink
   * @param lastSuccessEpochMillis when it last took a batch
   * @param failingSinceEpochMillis when the first send failed of those that failed since the last
   *     success
   * @param cause of the last failure, for people; null if the last send succeeded
   */
  public record DestinationStatus(
      String name,
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
