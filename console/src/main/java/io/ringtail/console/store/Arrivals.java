package io.ringtail.console.store;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that a store holds, in the order of acceptance: what an index and live readers follow.
 *
 * <p>Threading: safe; readers take no lock. Every block with a lower number than one that is seen
 * has been seen, or is gone.
 */
public final class Arrivals {
  private final ConcurrentSkipListMap<Long, AcceptedBlock> blocks = new ConcurrentSkipListMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile long last;
  private volatile long acceptedEvents;

  Arrivals() {}

  /** To be called by one thread at a time. */
  void add(LogStream stream, Block block) {
    long before = acceptedEvents;
    blocks.put(block.arrival(), new AcceptedBlock(stream, block, before));
    acceptedEvents = before + block.count();
    last = block.arrival();
  }

  void remove(Block block) {
    blocks.remove(block.arrival());
  }

  void clear() {
    blocks.clear();
  }

  /** Tells the listeners that there is more. */
  void announce() {
    listeners.forEach(Runnable::run);
  }

  /** The block of this number; null where it is gone. */
  public @Nullable AcceptedBlock at(long arrival) {
    return blocks.get(arrival);
  }

  /** The oldest block that came after this number; null where there is none yet. */
  public @Nullable AcceptedBlock after(long arrival) {
    Map.Entry<Long, AcceptedBlock> next = blocks.higherEntry(arrival);
    return next == null ? null : next.getValue();
  }

  /** The number of the oldest block that is held, or of the next to come. */
  public long first() {
    Map.Entry<Long, AcceptedBlock> oldest = blocks.firstEntry();
    return oldest == null ? last + 1 : oldest.getKey();
  }

  /** The number of the newest block that was accepted, or 0. */
  public long last() {
    return last;
  }

  /** How many events have been accepted since the store was opened. */
  public long acceptedEvents() {
    return acceptedEvents;
  }

  /** Calls {@code listener} after each append, on the appending thread: it must be quick. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  public void ignore(Runnable listener) {
    listeners.remove(listener);
  }
}
