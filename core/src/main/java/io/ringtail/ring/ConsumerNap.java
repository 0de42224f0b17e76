package io.ringtail.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How the consumer sleeps while the ring is empty, and how it is woken early.
 *
 * <p>Threading: {@link #nap} from the consumer, the rest from any thread, without a lock.
 */
final class ConsumerNap {
  private static final long AWAKE = Long.MAX_VALUE;
  private static final VarHandle WAKE_AT;

  static {
    try {
      WAKE_AT = MethodHandles.lookup().findVarHandle(ConsumerNap.class, "wakeAt", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The first sequence whose publisher wakes the consumer; {@link #AWAKE} while it runs. */
  private volatile long wakeAt = AWAKE;

  private volatile @Nullable Thread consumer;

  /**
   * Sleeps until {@code nanos} have passed, {@code mark} is published or somebody wants us awake.
   * May return early.
   */
  void nap(long mark, long nanos) {
    consumer = Thread.currentThread();
    wakeAt = mark;
    LockSupport.parkNanos(this, nanos);
    wakeAt = AWAKE;
  }

  /** A publisher has published {@code sequence}. */
  void onPublished(long sequence) {
    if (sequence >= wakeAt) {
      wake();
    }
  }

  /** Ends a nap that is going on; of many callers one pays for the system call. */
  void wake() {
    long mark = wakeAt;
    Thread napping = consumer;
    if (mark != AWAKE && napping != null && WAKE_AT.compareAndSet(this, mark, AWAKE)) {
      LockSupport.unpark(napping);
    }
  }
}
