package io.ringtail.console.store;

import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The log groups, ordered by name.
 *
 * <p>Threading: safe.
 */
final class Catalog {
  private final ConcurrentSkipListMap<String, LogGroup> groups = new ConcurrentSkipListMap<>();
  private final Arrivals arrivals = new Arrivals();

  boolean addGroup(String name, long nowMillis) {
    return groups.putIfAbsent(name, new LogGroup(name, nowMillis)) == null;
  }

  @Nullable LogGroup group(String name) {
    return groups.get(name);
  }

  Collection<LogGroup> groups() {
    return groups.values();
  }

  @Nullable LogStream stream(StreamId id) {
    LogGroup group = groups.get(id.group());
    return group == null ? null : group.stream(id.stream());
  }

  /** The group and stream, made where a torn catalogue file has lost them. */
  LogStream restored(StreamId id, long nowMillis) {
    LogGroup group = groups.computeIfAbsent(id.group(), name -> new LogGroup(name, nowMillis));
    group.addStream(id.stream(), nowMillis);
    LogStream stream = group.stream(id.stream());
    if (stream == null) {
      throw new IllegalStateException("stream " + id + " vanished: streams are never removed");
    }
    return stream;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  void clear() {
    groups.clear();
    arrivals.clear();
  }

  /** Takes the block in. */
  void add(LogStream stream, Block block) {
    stream.add(block);
    arrivals.add(stream, block);
    count(stream, block.messageBytes());
  }

  /** Lets go of the block. */
  void remove(LogStream stream, Block block) {
    stream.remove(block);
    arrivals.remove(block);
    count(stream, -block.messageBytes());
  }

  private void count(LogStream stream, long messageBytes) {
    LogGroup group = groups.get(stream.id().group());
    if (group != null) {
      group.count(messageBytes);
    }
  }
}
