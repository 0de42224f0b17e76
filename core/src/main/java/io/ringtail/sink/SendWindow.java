package io.ringtail.sink;

/**
 * How many sends may be under way at once: additive increase, multiplicative decrease, as TCP does
 * it.
 *
 * <p>Threading: guarded by the lock of {@link Delivery}.
 */
final class SendWindow {
  private final int max;
  private double window;

  SendWindow(int max) {
    this.max = max;
    this.window = max;
  }

  boolean admits(int underWay) {
    return underWay < Math.max(1, (int) window);
  }

  /** One more at once after each window's worth of successes. */
  void onAccepted() {
    window = Math.min(max, window + 1 / window);
  }

  void onThrottled() {
    window = Math.max(1, window / 2);
  }

  int size() {
    return (int) window;
  }
}
