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

  void startOne() {
    if (started < max) {
      started++;
      new RingtailThread("sender-" + started, work).start();
    }
  }
}
