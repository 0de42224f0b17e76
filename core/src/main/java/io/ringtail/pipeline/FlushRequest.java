package io.ringtail.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody waits until all that had entered the ring is on its way. Threading: safe. */
final class FlushRequest {
  private final long entered;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile long submittedBatches;

  FlushRequest(long entered) {
    this.entered = entered;
  }

  /** The number of events that must have left the ring. */
  long entered() {
    return entered;
  }

  void complete(long batches) {
    submittedBatches = batches;
    done.countDown();
  }

  /** Whether all is on its way before the deadline; then {@link #submittedBatches} is known. */
  boolean await(long deadlineNanos) throws InterruptedException {
    return done.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  long submittedBatches() {
    return submittedBatches;
  }
}
