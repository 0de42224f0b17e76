package io.ringtail.node.files;

import io.ringtail.node.kubernetes.PodRef;
import org.jspecify.annotations.Nullable;

/**
 * How much of one log has been seen, by this run of the agent. Bytes are those of the uncompressed
 * files; {@code written = read + lost + unread}, as far as the last look knows.
 *
 * @param source the name of the source that reads it
 * @param key the real path of the file that is written to
 * @param pod whose log it is; null outside containers
 * @param readBytes handed on as lines
 * @param acknowledgedBytes of those that were read, the ones that had their outcome
 * @param lostBytes deleted, truncated or given up before they were read
 * @param unreadBytes on disk and not read
 * @param lagMillis for how long the oldest byte without an outcome has been known to be there
 * @param deletedBytes unread bytes of deleted files that are kept by holding them open
 * @param stuck whether it grows and cannot be read
 * @param error the last error while it lasts; null if there is none
 */
public record LogCoverage(
    String source,
    String key,
    @Nullable PodRef pod,
    long readBytes,
    long acknowledgedBytes,
    long lostBytes,
    long unreadBytes,
    long lagMillis,
    long deletedBytes,
    boolean stuck,
    @Nullable String error) {

  public long writtenBytes() {
    return readBytes + lostBytes + unreadBytes;
  }

  /** Whether all that was written is read and has had its outcome. */
  boolean isSettled() {
    return unreadBytes == 0 && acknowledgedBytes == readBytes && lagMillis == 0 && !stuck;
  }
}
