package io.ringtail.node.kubernetes;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A pod that is or was on the node.
 *
 * <p>One that is gone is kept for some minutes, and after that for as long as somebody who reads
 * its log holds on to what was found. Threading: written under the lock of {@link PodStore}, read
 * by anybody.
 */
final class KnownPod {
  private volatile @Nullable PodInfo kept;
  private volatile WeakReference<PodInfo> seen;
  private long goneSinceNanos;

  KnownPod(PodInfo info) {
    kept = info;
    seen = new WeakReference<>(info);
  }

  /** Null once it is gone and forgotten. */
  @Nullable PodInfo info() {
    PodInfo info = kept;
    return info != null ? info : seen.get();
  }

  /** Of one that is not let go yet. */
  void keep(PodInfo info) {
    kept = info;
    seen = new WeakReference<>(info);
  }

  void goneSince(long nanos) {
    goneSinceNanos = nanos;
  }

  long goneSinceNanos() {
    return goneSinceNanos;
  }

  /** From now on, only those who hold its info keep it. */
  void letGo() {
    kept = null;
  }
}
