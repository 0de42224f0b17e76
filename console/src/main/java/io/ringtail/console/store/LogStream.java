package io.ringtail.console.store;

import java.util.Comparator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A log stream and the index of its blocks, by first and by last timestamp, so that it is read in
 * both directions without opening more blocks than overlap.
 *
 * <p>Threading: safe; a reader sees each block wholly or not at all.
 */
public final class LogStream {
  private static final Comparator<Block> BY_FIRST =
      Comparator.comparingLong(Block::firstMillis).thenComparingLong(Block::arrival);
  private static final Comparator<Block> BY_LAST =
      Comparator.comparingLong(Block::lastMillis).thenComparingLong(Block::arrival);
  private static final long NEVER = -1;

  private final StreamId id;
  private final long creationTimeMillis;
  private final ConcurrentSkipListSet<Block> byFirst = new ConcurrentSkipListSet<>(BY_FIRST);
  private final ConcurrentSkipListSet<Block> byLast = new ConcurrentSkipListSet<>(BY_LAST);
  private final AtomicLong firstEventMillis = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong lastEventMillis = new AtomicLong(NEVER);
  private final AtomicLong lastIngestionMillis = new AtomicLong(NEVER);

  LogStream(StreamId id, long creationTimeMillis) {
    this.id = id;
    this.creationTimeMillis = creationTimeMillis;
  }

  public StreamId id() {
    return id;
  }

  public String name() {
    return id.stream();
  }

  public long creationTimeMillis() {
    return creationTimeMillis;
  }

  /** Whether the three times below mean anything. */
  public boolean hasEvents() {
    return lastIngestionMillis.get() != NEVER;
  }

  public long firstEventMillis() {
    return firstEventMillis.get();
  }

  public long lastEventMillis() {
    return lastEventMillis.get();
  }

  public long lastIngestionMillis() {
    return lastIngestionMillis.get();
  }

  void add(Block block) {
    byFirst.add(block);
    byLast.add(block);
    firstEventMillis.accumulateAndGet(block.firstMillis(), Math::min);
    lastEventMillis.accumulateAndGet(block.lastMillis(), Math::max);
    lastIngestionMillis.accumulateAndGet(block.ingestionTimeMillis(), Math::max);
  }

  void remove(Block block) {
    byFirst.remove(block);
    byLast.remove(block);
  }

  ConcurrentSkipListSet<Block> byFirst() {
    return byFirst;
  }

  ConcurrentSkipListSet<Block> byLast() {
    return byLast;
  }
}
