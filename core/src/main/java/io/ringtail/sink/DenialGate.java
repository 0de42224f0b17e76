package io.ringtail.sink;

/**
 * Decides when events go to stdout because the destination denies us.
 *
 * <p>A pod's role may need some seconds to take effect, so a denial is waited out first. After that
 * one batch in a while is tried at the destination, and the others do not wait for it.
 *
 * <p>Threading: guarded by the lock of {@link Delivery}.
 */
final class DenialGate {
  private static final long GRACE_NANOS = 15_000_000_000L;
  private static final long PROBE_EVERY_NANOS = 30_000_000_000L;

  private boolean denied;
  private long deniedSince;
  private long lastProbe;

  void onDenied(long nowNanos) {
    if (!denied) {
      denied = true;
      deniedSince = nowNanos;
    }
    lastProbe = nowNanos;
  }

  /** The destination answered in another way. */
  void onAnswer() {
    denied = false;
  }

  /** Whether a batch that was denied, or is about to be sent, goes to stdout now. */
  boolean divertsNow(long nowNanos) {
    return denied
        && nowNanos - deniedSince >= GRACE_NANOS
        && nowNanos - lastProbe < PROBE_EVERY_NANOS;
  }
}
