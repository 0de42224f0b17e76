package io.ringtail.boot;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The one door between instrumented classes and the agent.
 *
 * <p>Threading: from any thread, without a lock; nothing here throws. The state of a thread is an
 * array of int, so that no thread holds on to a class of ours or of the program's.
 */
public final class LogBridge {
  /** How many hooked calls the thread is inside. */
  public static final int DEPTH = 0;

  /** The depth at which the last event was captured since the outermost call began; 0: none. */
  public static final int CAPTURED_AT = 1;

  /** The rank of the framework that it was captured from. */
  public static final int CAPTURED_RANK = 2;

  /** The depth of the call whose filter refused its event; 0: none. */
  public static final int REFUSED_AT = 3;

  private static final int STATE_LENGTH = 4;

  private static final ThreadLocal<int[]> STATE = new ThreadLocal<int[]>();

  private static volatile @Nullable Sink sink;

  /** Calls that failed inside the agent: counted, since there is nobody to throw at. */
  private static final AtomicInteger FAILURES = new AtomicInteger();

  private LogBridge() {}

  /** From now on {@code next} is told; null: nobody. */
  public static void install(@Nullable Sink next) {
    sink = next;
  }

  /** A hooked method begins. */
  public static void enter(int hook) {
    try {
      state()[DEPTH]++;
    } catch (Throwable e) {
      FAILURES.incrementAndGet();
    }
  }

  /** The method's filter was asked: did it let the event pass? */
  public static void filtered(boolean passes) {
    if (!passes) {
      try {
        int[] state = state();
        state[REFUSED_AT] = state[DEPTH];
      } catch (Throwable e) {
        FAILURES.incrementAndGet();
      }
    }
  }

  /** A hooked method ends, normally or not. */
  public static void exit(
      int hook, @Nullable Object self, @Nullable Object first, @Nullable Object second) {
    int[] state = null;
    try {
      state = state();
      Sink to = sink;
      if (to != null) {
        to.onExit(hook, self, first, second, state);
      }
    } catch (Throwable e) {
      FAILURES.incrementAndGet();
    }
    if (state != null) {
      leave(state);
    }
  }

  /** Whether the calling thread is inside a logging framework: what it prints is a log line. */
  public static boolean isInside() {
    int[] state = STATE.get();
    return state != null && state[DEPTH] > 0;
  }

  /** Calls that failed inside the agent. */
  public static int failures() {
    return FAILURES.get();
  }

  private static void leave(int[] state) {
    if (state[REFUSED_AT] >= state[DEPTH]) {
      state[REFUSED_AT] = 0;
    }
    if (--state[DEPTH] <= 0) {
      state[DEPTH] = 0;
      state[CAPTURED_AT] = 0;
    }
  }

  private static int[] state() {
    int[] state = STATE.get();
    if (state == null) {
      state = new int[STATE_LENGTH];
      STATE.set(state);
    }
    return state;
  }
}
