package io.ringtail.console.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log groups, streams and events within a bound in bytes: the oldest accepted events go first, and
 * are counted. Names and limits are checked by the caller.
 *
 * <p>Threading: safe. Errors: {@link StoreException} where the disk refuses; nothing of that call
 * has then been accepted.
 */
public interface EventStore extends AutoCloseable {
  /** No block may span more, so that a reader knows how far back to look. */
  long MAX_SPAN_MILLIS = 24 * 60 * 60 * 1000L;

  /** False where it exists. */
  boolean createGroup(String name, long nowMillis);

  /** False where it exists; the group must exist. */
  boolean createStream(LogGroup group, String name, long nowMillis);

  /** Days, or {@link LogGroup#NO_RETENTION}. */
  void retainDays(LogGroup group, int days);

  @Nullable LogGroup group(String name);

  /** By name. */
  Collection<LogGroup> groups();

  /**
   * Accepts events. When it returns they are visible, and those of a file store have been handed to
   * the operating system (no fsync: they outlive the process, not a power failure).
   */
  void append(LogStream stream, List<PackedEvents> blocks, long nowMillis);

  /** What is held, in the order of acceptance. */
  Arrivals arrivals();

  /** Forgets groups, streams, events and counts. */
  void clear();

  StoreUsage usage();

  @Override
  void close();
}
