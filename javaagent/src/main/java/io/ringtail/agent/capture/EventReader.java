package io.ringtail.agent.capture;

import org.jspecify.annotations.Nullable;

/**
 * Takes events of one copy of a framework over into the ring.
 *
 * <p>Implementations are linked against the framework itself, no reflection: each is loaded once
 * per class loader that has the framework, see {@link ReaderLoader}. They must not be held by
 * anything that outlives that loader.
 *
 * <p>Threading: any thread, at the end of the hooked method. Should not throw; what it throws is
 * counted.
 */
public interface EventReader {
  /**
   * @param self what the hooked method was called on
   * @param first its first argument, the event as a rule
   * @param second its second argument
   * @return whether there was an event at all; then bridges further out do not ship it again
   */
  boolean read(Object self, @Nullable Object first, @Nullable Object second);

  /** The text of an event, as an appender would print it; null where it is not known. */
  default @Nullable String message(Object event) {
    return null;
  }

  /** Whether it has left events to somebody else, or cannot read them. */
  default boolean leavesEvents() {
    return false;
  }

  /**
   * An appender of ours has started in the program: until it stops, events of its logging context
   * are left to it.
   */
  default void onOwnAppender(Object appender, Object loggingContext, boolean starts) {}

  /**
   * A framework further in had this event.
   *
   * @param self as for {@link #read}
   */
  default void onBridged(Object self) {}

  /** Whether events are left to the appenders that rewrite on the calling thread. */
  default boolean isLeftToThisThread() {
    return false;
  }
}
