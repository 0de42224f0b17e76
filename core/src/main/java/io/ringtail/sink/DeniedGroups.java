package io.ringtail.sink;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The log groups that deny us, each with a pause of its own: the others are none the worse for it.
 *
 * <p>Threading: guarded by the lock of {@link Delivery}.
 */
final class DeniedGroups {
  private final Map<String, Denied> denied = new HashMap<>();

  private static final class Denied {
    private int timesInRow;
    private long notBeforeNanos;
  }

  /** Whether the pause of {@code group} is over. */
  boolean mayGo(String group, long nowNanos) {
    Denied known = denied.get(group);
    return known == null || nowNanos - known.notBeforeNanos >= 0;
  }

  void onDenied(String group, long nowNanos) {
    Denied known = denied.computeIfAbsent(group, name -> new Denied());
    known.timesInRow++;
    // Once may be chance; a second time concerns all that is for this group.
    known.notBeforeNanos =
        known.timesInRow == 1
            ? nowNanos
            : nowNanos
                + Pacing.DENIED_PAUSE.pauseNanos(known.timesInRow, ThreadLocalRandom.current());
  }

  /** It has answered in another way. */
  void onAnswer(String group) {
    denied.remove(group);
  }
}
