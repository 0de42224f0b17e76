package io.ringtail.telemetry;

import java.util.Map;

/**
 * Where every captured event is, at one moment.
 *
 * @param captured events that the program gave us, and the records that we wrote about losses
 * @param delivered accepted by the destination
 * @param handedOver written to stdout instead
 * @param dropped given up, by reason; reasons that never occurred are left out
 * @param held in the ring, in the open batch or on their way
 */
public record Accounts(
    long captured, long delivered, long handedOver, Map<DropReason, Long> dropped, long held) {

  public Accounts {
    dropped = Map.copyOf(dropped);
  }

  public long totalDropped() {
    long total = 0;
    for (long each : dropped.values()) {
      total += each;
    }
    return total;
  }

  /** Whether captured = delivered + handed over + dropped + held. Exact while nothing moves. */
  public boolean isBalanced() {
    return captured == delivered + handedOver + totalDropped() + held;
  }
}
