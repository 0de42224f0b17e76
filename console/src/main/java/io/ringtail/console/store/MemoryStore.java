package io.ringtail.console.store;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything on the heap.
 *
 * <p>Threading: one lock for what changes; readers take none.
 */
public final class MemoryStore implements EventStore {
  /** A block's own objects: record, array heads, two index entries, the queue's slot. */
  static final int BLOCK_OVERHEAD_BYTES = 256;

  private record Held(LogStream stream, Block block) {}

  private final long maxBytes;
  private final Catalog catalog = new Catalog();
  private final Object lock = new Object();
  private final ArrayDeque<Held> oldestFirst = new ArrayDeque<>();
  private long arrivals;
  private long heldBytes;
  private long heldEvents;
  private long evictedEvents;

  public MemoryStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean createGroup(String name, long nowMillis) {
    return catalog.addGroup(name, nowMillis);
  }

  @Override
  public boolean createStream(LogGroup group, String name, long nowMillis) {
    return group.addStream(name, nowMillis);
  }

  @Override
  public void retainDays(LogGroup group, int days) {
    group.retainDays(days);
  }

  @Override
  public @Nullable LogGroup group(String name) {
    return catalog.group(name);
  }

  @Override
  public Collection<LogGroup> groups() {
    return catalog.groups();
  }

  @Override
  public void append(LogStream stream, List<PackedEvents> blocks, long nowMillis) {
    synchronized (lock) {
      for (PackedEvents events : blocks) {
        int bytes = events.array().length + BLOCK_OVERHEAD_BYTES;
        Block block = Block.of(++arrivals, events, nowMillis, bytes, () -> events);
        catalog.add(stream, block);
        oldestFirst.add(new Held(stream, block));
        heldBytes += bytes;
        heldEvents += block.count();
      }
      evict();
    }
    catalog.arrivals().announce();
  }

  @Override
  public Arrivals arrivals() {
    return catalog.arrivals();
  }

  private void evict() {
    while (heldBytes > maxBytes) {
      Held oldest = oldestFirst.remove();
      catalog.remove(oldest.stream(), oldest.block());
      heldBytes -= oldest.block().bytes();
      heldEvents -= oldest.block().count();
      evictedEvents += oldest.block().count();
    }
  }

  @Override
  public void clear() {
    synchronized (lock) {
      catalog.clear();
      oldestFirst.clear();
      heldBytes = 0;
      heldEvents = 0;
      evictedEvents = 0;
    }
  }

  @Override
  public StoreUsage usage() {
    synchronized (lock) {
      return new StoreUsage(heldEvents, heldBytes, maxBytes, evictedEvents);
    }
  }

  @Override
  public void close() {}
}
