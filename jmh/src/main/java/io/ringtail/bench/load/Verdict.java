package io.ringtail.bench.load;

import io.ringtail.bench.receiver.Arrivals;
import io.ringtail.bench.receiver.ReceiverStats;
import org.jspecify.annotations.Nullable;

/**
 * One sending process and what its receiver got.
 *
 * @param receiver what the console counted meanwhile; null where there is none
 * @param consoleCpuNanos CPU time of the console meanwhile; -1 where unknown
 * @param arrivals all events, read back; null where they were only counted
 * @param handedOver events found on the sender's stdout
 */
record Verdict(
    ChildReport child,
    @Nullable ReceiverStats receiver,
    long consoleCpuNanos,
    @Nullable Arrivals arrivals,
    Arrivals handedOver) {

  long sent() {
    return child.spec().events();
  }

  /** Different events at the receiver; by its count alone, repeated ones may be among them. */
  long delivered() {
    if (arrivals != null) {
      return arrivals.distinct();
    }
    return receiver == null ? 0 : receiver.accepted() - (isRingtail() ? child.ringtailOwn() : 0);
  }

  /** Neither at the receiver nor on stdout. */
  long lost() {
    return sent() - delivered() - handedOver.distinct();
  }

  boolean isRingtail() {
    return child.has("ringtail.captured");
  }

  /** Whether what Ringtail kept alive was looked at. */
  boolean knowsRetained() {
    return child.has("retained.highest");
  }

  /** Whether all that Ringtail kept alive was found and kept to its limit; true where unknown. */
  boolean keepsItsLimit() {
    return !knowsRetained()
        || (child.text("retained.unreadable").isEmpty()
            && child.number("retained.highest") <= child.number("retained.limit"));
  }

  /**
   * Whether Ringtail's own count of what it gave up is the receiver's, and so is what its loss
   * records say, to the event.
   */
  boolean countsAgree() {
    boolean told =
        arrivals == null
            || arrivals.toldLost() + handedOver.toldLost() == child.number("ringtail.dropped");
    return told && lost() == child.number("ringtail.dropped") && child.number("ringtail.held") == 0;
  }
}
