package io.ringtail.console.logs;

import io.ringtail.console.store.EventCursor;

/**
 * How much of a page of events is left: so many events, and 1 MB as the service counts.
 *
 * <p>Threading: one request.
 */
final class PageBudget {
  static final int MAX_EVENTS = 10_000;

  private int events;
  private long bytes = BatchLimits.MAX_BYTES;

  PageBudget(int maxEvents) {
    this.events = maxEvents;
  }

  /** Whether the event at which the cursor stands still goes on the page; if so, it is charged. */
  boolean takes(EventCursor cursor) {
    int cost = cursor.messageBytes() + BatchLimits.OVERHEAD_BYTES_PER_EVENT;
    if (events == 0 || cost > bytes) {
      return false;
    }
    events--;
    bytes -= cost;
    return true;
  }
}
