package io.ringtail.boot;

import org.jspecify.annotations.Nullable;

/**
 * Takes what the hooks see. Implemented inside the agent, where the boot loader cannot look: hence
 * no types but the JDK's.
 */
public interface Sink {
  /**
   * An instrumented method has ended, normally or not.
   *
   * @param hook the hook's number
   * @param self the instance; null in a static method
   * @param first the first argument; null if there is none, or if it is a primitive
   * @param second likewise
   * @param state the thread's own, see the constants of {@link LogBridge}
   */
  void onExit(
      int hook,
      @Nullable Object self,
      @Nullable Object first,
      @Nullable Object second,
      int[] state);
}
