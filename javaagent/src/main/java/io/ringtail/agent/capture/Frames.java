package io.ringtail.agent.capture;

import io.ringtail.agent.hook.Hook;
import io.ringtail.agent.hook.Hooks;
import io.ringtail.agent.hook.Role;
import io.ringtail.boot.LogBridge;

/**
 * The hooked calls that a thread is inside, and which of their events are taken: read and written
 * in the thread's own state, as {@link LogBridge} lays it out.
 */
final class Frames {
  private static final int HOOK_MASK = (1 << (LogBridge.EVENT_SHIFT - LogBridge.HOOK_SHIFT)) - 1;

  private Frames() {}

  /** Whether the event of the call that ends is captured already, or left to somebody else. */
  static boolean isTaken(int[] state) {
    return (innermost(state) & LogBridge.TAKEN) != 0;
  }

  /** Whether a call of the same framework is around the one that ends. */
  static boolean isInsideOwnFramework(int[] state) {
    int depth = state[LogBridge.DEPTH];
    return depth > 1
        && depth <= LogBridge.MAX_FRAMES
        && hook(state, depth).framework() == hook(state, depth - 1).framework();
  }

  /**
   * Whether the event of the call that ends is not the one before, on this thread: where several
   * appenders rewrite it one after the other, the first one's is taken.
   */
  static boolean isNextRewritten(int[] state) {
    int event = innermost(state) >>> LogBridge.EVENT_SHIFT;
    boolean next = state[LogBridge.REWRITTEN] != event;
    state[LogBridge.REWRITTEN] = event;
    return next;
  }

  /** Whether {@code event} is the one with which the call that ends was entered. */
  static boolean isEntered(Object event, int[] state) {
    return innermost(state) >>> LogBridge.EVENT_SHIFT
        == LogBridge.eventBits(event) >>> LogBridge.EVENT_SHIFT;
  }

  /** Whether it is so because a bridge has led the event to another framework. */
  static boolean isBridged(int[] state) {
    return (innermost(state) & LogBridge.BRIDGED) != 0;
  }

  /**
   * The event of the call that ends is taken: so is that of the call around it, where it is the
   * same one, or where a bridge leads from there to here.
   */
  static void take(int[] state) {
    int depth = state[LogBridge.DEPTH];
    if (depth > LogBridge.MAX_FRAMES) {
      return;
    }
    int place = LogBridge.FRAMES + depth;
    state[place] |= LogBridge.TAKEN;
    if (depth == 1) {
      return;
    }
    Hook inner = hook(state, depth);
    Hook outer = hook(state, depth - 1);
    if (inner.framework().rank() > outer.framework().rank()) {
      state[place - 1] |= LogBridge.TAKEN | LogBridge.BRIDGED;
    } else if (!takes(outer) || isSameEvent(inner, outer, state[place], state[place - 1])) {
      state[place - 1] |= LogBridge.TAKEN;
    }
  }

  private static boolean isSameEvent(Hook inner, Hook outer, int innerFrame, int outerFrame) {
    if (inner.role() == Role.REWRITE && outer.role() == Role.REWRITE) {
      return true;
    }
    int event = innerFrame >>> LogBridge.EVENT_SHIFT;
    return event != 0 && event == outerFrame >>> LogBridge.EVENT_SHIFT;
  }

  private static boolean takes(Hook hook) {
    return hook.role() == Role.CAPTURE || hook.role() == Role.REWRITE;
  }

  private static int innermost(int[] state) {
    int depth = state[LogBridge.DEPTH];
    return depth > LogBridge.MAX_FRAMES ? 0 : state[LogBridge.FRAMES + depth];
  }

  private static Hook hook(int[] state, int depth) {
    return Hooks.at(state[LogBridge.FRAMES + depth] >> LogBridge.HOOK_SHIFT & HOOK_MASK);
  }
}
