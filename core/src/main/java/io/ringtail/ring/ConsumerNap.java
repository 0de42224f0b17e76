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

  /** No sequence reaches it, and no lack of room ends this nap. */
  private static final long FOR_OTHERS = Long.MAX_VALUE - 1;

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

  /** The same, while the consumer can take no event: what publishers do does not wake it. */
  void napForOthers(long nanos) {
    nap(FOR_OTHERS, nanos);
  }

  /** A publisher has published {@code sequence}. */
  void onPublished(long sequence) {
    if (sequence >= wakeAt.get()) {
      wake();
    }
  }

  /** Whether events are waited for. */
  boolean awaitsEvents() {
    return wakeAt.get() < FOR_OTHERS;
  }

  /** Ends a nap in which events are waited for. */
  void wakeForEvents() {
    if (awaitsEvents()) {
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
