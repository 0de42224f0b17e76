package io.ringtail.node.files;

import java.util.concurrent.TimeUnit;

/** Notices that there is something to read, that reading is tried, and that nothing comes of it. */
final class Watchdog {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(15);

  private boolean waiting;
  private long sinceNanos;
  private long place;
  private int attempts;

  /** Reading was tried. */
  void attempt() {
    attempts++;
  }

  /**
   * @param unread whether there is something to read
   * @param readPlace moves when something is read
   */
  boolean isStuck(long now, boolean unread, long readPlace) {
    if (!unread || readPlace != place || !waiting) {
      place = readPlace;
      waiting = unread;
      sinceNanos = now;
      attempts = 0;
      return false;
    }
    return attempts > 1 && now - sinceNanos >= PATIENCE_NANOS;
  }
}
