package io.ringtail.agent.output;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What was printed and not read yet: copied under the stream's lock, looked at by our own thread.
 *
 * <p>Bounded. Where it is full, a program that asked never to lose an event waits; for others the
 * lines are counted as lost.
 *
 * <p>Threading: {@link #add} from any thread, the rest from the reader. The lock is a leaf: nothing
 * is called while it is held.
 */
final class PrintedQueue {
  static final int LIMIT_BYTES = 1 << 20;

  /** A line that is printed character by character is kept together up to this. */
  private static final int MAX_JOINED_BYTES = 8 * 1024;

  private static final long PAUSE_NANOS = 500_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final FullQueue whenFull;
  private @Nullable Printed first;
  private @Nullable Printed last;
  private int heldBytes;
  private long lostOutLines;
  private long lostErrorLines;

  private volatile @Nullable Thread sleeper;

  private volatile boolean woken;

  /** Whether the sleeper comes back soon by itself: then only a flood wakes it. */
  private volatile boolean napping;

  PrintedQueue(FullQueue whenFull) {
    this.whenFull = whenFull;
  }

  /** Copies what the current thread prints. */
  void add(boolean isError, byte[] bytes, int offset, int length) {
    while (!tryAdd(isError, bytes, offset, length)) {
      if (!whenFull.waits()) {
        countLost(isError, bytes, offset, length);
        return;
      }
      pause();
    }
  }

  private boolean tryAdd(boolean isError, byte[] bytes, int offset, int length) {
    Thread current = Thread.currentThread();
    long id = Tap.currentThreadId();
    boolean wakes;
    lock.lock();
    try {
      // A single call may be larger than the bound: it is let in when nothing else is there.
      if (heldBytes > 0 && heldBytes + length + Printed.OVERHEAD_BYTES > LIMIT_BYTES) {
        return false;
      }
      Printed newest = last;
      if (newest != null && goesOn(newest, isError, id, length)) {
        newest.append(bytes, offset, length);
        heldBytes += length;
      } else {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, offset, copy, 0, length);
        link(new Printed(isError, id, current.getName(), Instant.now(), copy, length));
        heldBytes += length + Printed.OVERHEAD_BYTES;
      }
      wakes = heldBytes > LIMIT_BYTES / 4 || (newest == null && !napping);
    } finally {
      lock.unlock();
    }
    if (wakes) {
      wake();
    }
    return true;
  }

  private static boolean goesOn(Printed newest, boolean isError, long id, int length) {
    return newest.threadId == id
        && newest.isError == isError
        && !newest.endsLine()
        && newest.length + length <= MAX_JOINED_BYTES;
  }

  private void link(Printed fresh) {
    Printed newest = last;
    if (newest == null) {
      first = fresh;
    } else {
      newest.next = fresh;
    }
    last = fresh;
  }

  /** All there is, oldest first; null if there is nothing. */
  @Nullable Printed takeAll() {
    lock.lock();
    try {
      Printed all = first;
      first = null;
      last = null;
      heldBytes = 0;
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Lines that found no room since this was last asked. */
  long takeLost(boolean isError) {
    lock.lock();
    try {
      long lost = isError ? lostErrorLines : lostOutLines;
      if (isError) {
        lostErrorLines = 0;
      } else {
        lostOutLines = 0;
      }
      return lost;
    } finally {
      lock.unlock();
    }
  }

  /** For the reader: sleeps until something is printed, or {@link #wake}. */
  void sleep() {
    sleeper = Thread.currentThread();
    if (isEmpty() && !woken) {
      LockSupport.park(this);
    }
    sleeper = null;
    woken = false;
  }

  /** For the reader: sleeps that long, or until a quarter of the room is taken. */
  void nap(long nanos) {
    napping = true;
    sleeper = Thread.currentThread();
    LockSupport.parkNanos(this, nanos);
    sleeper = null;
    napping = false;
  }

  /** Ends the reader's sleep, also the one that it is about to begin. */
  void wake() {
    woken = true;
    Thread sleeping = sleeper;
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
    }
  }

  private boolean isEmpty() {
    lock.lock();
    try {
      return first == null;
    } finally {
      lock.unlock();
    }
  }

  private void countLost(boolean isError, byte[] bytes, int offset, int length) {
    int lines = 0;
    for (int i = offset; i < offset + length; i++) {
      lines += bytes[i] == '\n' ? 1 : 0;
    }
    lock.lock();
    try {
      if (isError) {
        lostErrorLines += lines;
      } else {
        lostOutLines += lines;
      }
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    wake();
    // With its flag set a thread cannot park: take the flag, and give it back.
    boolean interrupted = Thread.interrupted();
    LockSupport.parkNanos(this, PAUSE_NANOS);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
