package io.ringtail.console.store;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A log group and its streams, ordered by name.
 *
 * <p>Threading: safe.
 */
public final class LogGroup {
  /** Stands for "events never expire". */
  public static final int NO_RETENTION = 0;

  private final String name;
  private final long creationTimeMillis;
  private final ConcurrentSkipListMap<String, LogStream> streams = new ConcurrentSkipListMap<>();
  private final LongAdder storedBytes = new LongAdder();
  private volatile int retentionDays = NO_RETENTION;

  LogGroup(String name, long creationTimeMillis) {
    this.name = name;
    this.creationTimeMillis = creationTimeMillis;
  }

  public String name() {
    return name;
  }

  public long creationTimeMillis() {
    return creationTimeMillis;
  }

  public int retentionDays() {
    return retentionDays;
  }

  public @Nullable LogStream stream(String streamName) {
    return streams.get(streamName);
  }

  /** By name. */
  public Collection<LogStream> streams() {
    return streams.values();
  }

  /** UTF-8 bytes of the messages that are held. */
  public long storedBytes() {
    return storedBytes.sum();
  }

  void retainDays(int days) {
    retentionDays = days;
  }

  /** The stream, and whether it is new. */
  boolean addStream(String streamName, long nowMillis) {
    LogStream added = new LogStream(new StreamId(name, streamName), nowMillis);
    return streams.putIfAbsent(streamName, added) == null;
  }

  void count(long messageBytes) {
    storedBytes.add(messageBytes);
  }
}
