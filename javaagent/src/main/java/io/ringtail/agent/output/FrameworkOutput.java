package io.ringtail.agent.output;

import io.ringtail.agent.capture.Coverage;
import io.ringtail.agent.capture.ReaderContext;
import io.ringtail.agent.hook.Hooks;
import io.ringtail.agent.ship.Shipping;
import io.ringtail.boot.LogBridge;

/**
 * Knows what is printed by logging frameworks. Made once the bridge is there: nothing that is
 * loaded earlier may link to that.
 */
public final class FrameworkOutput {
  private final Shipping shipping;
  private final Coverage coverage;

  public FrameworkOutput(Shipping shipping, Coverage coverage) {
    this.shipping = shipping;
    this.coverage = coverage;
  }

  /** Whether the calling thread is inside a framework. */
  boolean isCurrent() {
    return LogBridge.isInside();
  }

  /** Whether the event that is being printed will be delivered, or stand on stdout as JSON. */
  boolean isTakenOver() {
    ReaderContext context = shipping.running();
    if (context == null || !context.hasRoom()) {
      return false;
    }
    int hook = LogBridge.innermostHook();
    return hook >= 0 && coverage.isComplete(Hooks.at(hook).framework());
  }
}
