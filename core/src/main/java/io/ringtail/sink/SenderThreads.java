package io.ringtail.sink;

/**
 * Starts senders one by one, as there is work for them. Guarded by the lock of {@link Delivery}.
 */
final class SenderThreads {
  private final int max;
  private final Runnable work;
  private int started;

  SenderThreads(int max, Runnable work) {
    this.max = max;
    this.work = work;
  }

  /** Starts one more, unless all are running or the system has no thread to give. */
  void startOne() {
    if (started < max) {
      try {
        new RingtailThread("sender-" + (started + 1), work).start();
        started++;
      } catch (OutOfMemoryError e) {
        // A limit on threads, as a rule: asked for again with the next batch.
      }
    }
  }

  boolean isEmpty() {
    return started == 0;
  }
}
