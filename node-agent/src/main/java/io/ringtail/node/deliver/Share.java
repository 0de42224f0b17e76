package io.ringtail.node.deliver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one log group has of what all share: the heap of its batches, open ones and those under way,
 * and places under way.
 *
 * <p>Threading: safe.
 */
final class Share {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();

  void add(long more) {
    bytes.addAndGet(more);
  }

  long bytes() {
    return bytes.get();
  }

  void beginSend() {
    underWay.incrementAndGet();
  }

  void endSend() {
    underWay.decrementAndGet();
  }

  boolean isUnused() {
    return bytes.get() == 0 && underWay.get() == 0;
  }

  int underWay() {
    return underWay.get();
  }
}
