package io.ringtail.node.files;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What keeps a log from being read, and when that is tried again: at growing intervals. */
final class Trouble {
  private static final long MIN_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long MAX_RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

  private @Nullable String error;
  private boolean ofReading;
  private boolean waiting;
  private long retryNanos = MIN_RETRY_NANOS;
  private long retryAt;

  /** The last error while it lasts. */
  @Nullable String error() {
    return error;
  }

  boolean exists() {
    return error != null;
  }

  /** Whether nothing is tried now. */
  boolean isWaiting() {
    return waiting;
  }

  /** Whether it is time to try, which ends the wait. */
  boolean mayTry(long now) {
    if (waiting && now - retryAt < 0) {
      return false;
    }
    waiting = false;
    return true;
  }

  /**
   * @param reading whether it was reading that failed, and not looking
   */
  void failed(String message, boolean reading, long now) {
    error = message;
    ofReading = reading;
    waiting = true;
    retryAt = now + retryNanos;
    retryNanos = Math.min(MAX_RETRY_NANOS, retryNanos * 2);
  }

  /** Looking has gone well: which says nothing of reading, if it was that. */
  void looked() {
    if (!ofReading) {
      hasRead();
    }
  }

  void hasRead() {
    error = null;
    retryNanos = MIN_RETRY_NANOS;
  }
}
