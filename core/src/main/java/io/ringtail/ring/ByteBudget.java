package io.ringtail.ring;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that the events in the ring may keep alive together. Threading: safe, without a lock. */
final class ByteBudget {
  private final AtomicLong held = new AtomicLong();
  private final long limitBytes;

  ByteBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /**
   * Takes {@code bytes} if they fit.
   *
   * <p>Adds first and takes back on failure: under contention one atomic add beats a loop of
   * compare-and-set. Two that fail together may both see the other's bytes; each then waits or is
   * dropped by the policy, as if the ring had been full a moment longer.
   */
  boolean tryReserve(int bytes) {
    if (held.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }

  long limit() {
    return limitBytes;
  }
}
