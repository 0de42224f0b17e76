package io.ringtail.node.files;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/** How often a file is looked at: rarely while nothing happens, and not too often when it does. */
final class Pace {
  private static final long MIN_NANOS = MILLISECONDS.toNanos(50);
  private static final long BUSY_NANOS = MILLISECONDS.toNanos(200);
  private static final long MAX_NANOS = MILLISECONDS.toNanos(900);

  /** For a file that has long been idle; still shorter than records linger in their batch. */
  private static final long LONG_IDLE_MAX_NANOS = MILLISECONDS.toNanos(1_900);

  /** About a minute of looks in vain. */
  private static final int LONG_IDLE_LOOKS = 64;

  private int looksInVain;
  private long pause = MIN_NANOS;
  private long due = Long.MIN_VALUE;

  boolean isDue(long now) {
    return due == Long.MIN_VALUE || now - due >= 0;
  }

  /** It is known by other means that nothing has changed. */
  void postpone(long now) {
    due = now + pause;
  }

  /** It is known by other means that something has changed. */
  void lookSoon(long now) {
    due = now;
  }

  /**
   * @param grown bytes since the last look
   */
  void looked(long now, long grown) {
    looksInVain = grown <= 0 ? Math.min(LONG_IDLE_LOOKS, looksInVain + 1) : 0;
    if (grown <= 0) {
      long most = looksInVain < LONG_IDLE_LOOKS ? MAX_NANOS : LONG_IDLE_MAX_NANOS;
      pause = Math.min(most, pause * 2);
    } else if (grown < 64 << 10) {
      // A steady trickle is read in larger pieces: each look and each read costs a system call.
      pause = BUSY_NANOS;
    } else {
      pause = MIN_NANOS;
    }
    due = now + pause;
  }
}
