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

  /** The depth of the call whose filter refused its event; 0: none. */
  public static final int REFUSED_AT = 1;

  /** The last event that was taken from an appender that rewrites on a thread of its own. */
  public static final int REWRITTEN = 2;

  /** The call at depth 1 has its frame after this place, and so on. */
  public static final int FRAMES = 2;

  /** Calls further in have no frame. */
  public static final int MAX_FRAMES = 14;

  /**
   * Behind this place stands for the call at depth 1, and so on, the message of the last event that
   * a framework further in has had inside it: its hash, 0 where it is not known.
   */
  public static final int MESSAGES = FRAMES + MAX_FRAMES;

  /** Bit of a frame: the call's event is captured already, or left to somebody else. */
  public static final int TAKEN = 1;

  /** Bit of a frame: a framework further in, to which a bridge may lead, has had an event. */
  public static final int BRIDGED = 2;

  /** From this bit of a frame on stands the hook's number. */
  public static final int HOOK_SHIFT = 2;

  /** From this bit of a frame on stands which event it is; 0: not told. */
  public static final int EVENT_SHIFT = 8;

  private static final int STATE_LENGTH = MESSAGES + MAX_FRAMES + 1;

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
    enter(hook, null, null);
  }

  /**
   * A hooked method begins, through which an event may come more than once.
   *
   * @param event the event, to know it again
   * @param part of those that listen, which ones are meant
   */
  public static void enter(int hook, @Nullable Object event, @Nullable Object part) {
    try {
      int[] state = state();
      int depth = ++state[DEPTH];
      if (depth <= MAX_FRAMES) {
        int outer = depth == 1 ? 0 : state[FRAMES + depth - 1];
        state[FRAMES + depth] = frame(hook, event, part, outer);
      }
    } catch (Throwable e) {
      FAILURES.incrementAndGet();
    }
  }

  private static int frame(
      int hook, @Nullable Object event, @Nullable Object part, int outerFrame) {
    int frame = hook << HOOK_SHIFT;
    if (event != null) {
      frame |= eventBits(event);
      if (frame >>> EVENT_SHIFT == outerFrame >>> EVENT_SHIFT) {
        frame |= outerFrame & TAKEN;
      }
      if (isLeftToWorker(part)) {
        frame |= TAKEN;
      }
    }
    return frame;
  }

  /** Which event it is, as far as a frame can tell. */
  public static int eventBits(Object event) {
    int bits = System.identityHashCode(event) << EVENT_SHIFT;
    return bits == 0 ? 1 << EVENT_SHIFT : bits;
  }

  /**
   * Log4j's asynchronous LoggerConfig first has its event handled by those that are not: it will
   * come again, to where the program's appenders are.
   */
  private static boolean isLeftToWorker(@Nullable Object part) {
    return part instanceof Enum && ((Enum<?>) part).name().equals("SYNCHRONOUS_ONLY");
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

  /** The hook of the innermost call that the thread is inside; -1: none, or it is too far in. */
  public static int innermostHook() {
    int[] state = STATE.get();
    if (state == null || state[DEPTH] <= 0 || state[DEPTH] > MAX_FRAMES) {
      return -1;
    }
    return hookOf(state[FRAMES + state[DEPTH]]);
  }

  /** The number of a frame's hook. */
  public static int hookOf(int frame) {
    return frame >> HOOK_SHIFT & (1 << (EVENT_SHIFT - HOOK_SHIFT)) - 1;
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
