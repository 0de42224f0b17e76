package io.ringtail.ring;

import com.lmax.disruptor.Sequence;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How the consumer sleeps while the ring is empty, and how it is woken early.
 *
 * <p>Threading: {@link #nap} from the consumer, the rest from any thread, without a lock.
 */
final class ConsumerNap {
  private static final long AWAKE = Long.MAX_VALUE;

  /**
   * The first sequence whose publisher wakes the consumer; {@link #AWAKE} while it runs. No
   * VarHandle of our own, which is half a millisecond where a program starts.
   */
  private final Sequence wakeAt = new Sequence(AWAKE);

  private volatile @Nullable Thread consumer;

  /**
   * Sleeps until {@code nanos} have passed, {@code mark} is published or somebody wants us awake.
   * May return early.
   */
  void nap(long mark, long nanos) {
    consumer = Thread.currentThread();
    wakeAt.setVolatile(mark);
    LockSupport.parkNanos(this, nanos);
    wakeAt.setVolatile(AWAKE);
  }

  /** A publisher has published {@code sequence}. */
  void onPublished(long sequence) {
    if (sequence >= wakeAt.get()) {
      wake();
    }
  }

  /** Ends a nap that is going on; of many callers one pays for the system call. */
  void wake() {
    long mark = wakeAt.get();
    Thread napping = consumer;
    if (mark != AWAKE && napping != null && wakeAt.compareAndSet(mark, AWAKE)) {
      LockSupport.unpark(napping);
    }
  }
}
