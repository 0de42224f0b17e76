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

  /** Whether a framework further in, to which a bridge may lead, has had an event inside. */
  static boolean isBridged(int[] state) {
    return (innermost(state) & LogBridge.BRIDGED) != 0;
  }

  /** The message of the last such event, as {@link #take} was told. */
  static int innerMessage(int[] state) {
    int depth = state[LogBridge.DEPTH];
    return depth > LogBridge.MAX_FRAMES ? 0 : state[LogBridge.MESSAGES + depth];
  }

  /**
   * Whether {@link #take} needs the message: the call around is not one that has an event of the
   * same framework.
   */
  static boolean leadsOut(int[] state) {
    int depth = state[LogBridge.DEPTH];
    return depth > 1
        && depth <= LogBridge.MAX_FRAMES
        && (!isInsideOwnFramework(state) || !takes(hook(state, depth - 1)));
  }

  /**
   * The event of the call that ends is taken: so is that of the call around it, where it is the
   * same one. Where a bridge may lead from there to here, that call is told the message.
   */
  static void take(int[] state, int message) {
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
      state[place - 1] |= LogBridge.BRIDGED;
      state[LogBridge.MESSAGES + depth - 1] = message;
    } else if (!takes(outer)) {
      state[place - 1] |= LogBridge.TAKEN;
      state[LogBridge.MESSAGES + depth - 1] = message;
    } else if (isSameEvent(inner, outer, state[place], state[place - 1])) {
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
    return Hooks.at(LogBridge.hookOf(state[LogBridge.FRAMES + depth]));
  }
}
