package io.ringtail.agent.capture;

import io.ringtail.agent.hook.Framework;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Of which frameworks the agent has all events: those whose console lines may be kept back. One
 * that has left an event to a bridge, or leaves some to an appender of ours in the program, is none
 * of them: nobody knows which of its events get anywhere.
 *
 * <p>Threading: safe; the lock is taken when that changes.
 */
public final class Coverage {
  /** A bit for each framework of which an event was captured. */
  private volatile int captured;

  /** A bit for each that has left one. */
  private volatile int left;

  /** Weak: of an application that goes without stopping them nothing is kept. */
  private final Set<Object> ownAppenders = Collections.newSetFromMap(new WeakHashMap<>());

  private volatile boolean hasOwnAppenders;

  Coverage() {}

  /** Whether all events of {@code framework} come to the agent, as far as it has seen. */
  public boolean isComplete(Framework framework) {
    int bit = bit(framework);
    return (captured & bit) != 0
        && (left & bit) == 0
        && !(framework == Framework.LOGBACK && hasOwnAppenders);
  }

  void onCaptured(Framework framework) {
    int bit = bit(framework);
    if ((captured & bit) == 0) {
      synchronized (this) {
        captured |= bit;
      }
    }
  }

  void onLeft(Framework framework) {
    int bit = bit(framework);
    if ((left & bit) == 0) {
      synchronized (this) {
        left |= bit;
      }
    }
  }

  synchronized void onOwnAppender(Object appender, boolean starts) {
    if (starts) {
      ownAppenders.add(appender);
    } else {
      ownAppenders.remove(appender);
    }
    hasOwnAppenders = !ownAppenders.isEmpty();
  }

  private static int bit(Framework framework) {
    return 1 << framework.ordinal();
  }
}
