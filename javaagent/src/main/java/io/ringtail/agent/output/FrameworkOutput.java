package io.ringtail.agent.output;

import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.agent.ship.Shipping;
import io.ringtail.boot.LogBridge;

/**
 * Knows what is printed by logging frameworks. Made once the bridge is there: nothing that is
 * loaded earlier may link to that.
 */
public final class FrameworkOutput {
  private final Shipping shipping;

  public FrameworkOutput(Shipping shipping) {
    this.shipping = shipping;
  }

  /** Whether the calling thread is inside a framework. */
  boolean isCurrent() {
    return LogBridge.isInside();
  }

  /** Whether the event that is being printed will be delivered, or stand on stdout as JSON. */
  boolean isTakenOver() {
    ReaderContext context = shipping.running();
    return context != null && context.hasRoom();
  }
}
