package io.ringtail.agent;

import io.ringtail.agent.capture.Dispatcher;
import io.ringtail.agent.ship.AgentNotices;
import io.ringtail.agent.ship.Shipping;
import io.ringtail.agent.ship.StatusLines;
import io.ringtail.boot.LogBridge;
import io.ringtail.telemetry.DistinctNotices;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.StderrNotices;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the hooks: made when the first framework shows up.
 *
 * @param shipping the pipeline, not started yet
 * @param status what the agent says of itself
 * @param notices what is wrong, each told once
 */
record Installation(Shipping shipping, StatusLines status, Notices notices) {
  /**
   * @param denied why the bridge could not be defined and had to be appended; null if it was
   *     defined
   */
  static Installation of(AgentOptions options, String version, @Nullable Throwable denied) {
    StatusLines status = new StatusLines(version, options.debug());
    if (denied != null) {
      status.debug("boot class path extended, since classes cannot be defined there: " + denied);
    }
    Notices notices = new DistinctNotices(new AgentNotices(new StderrNotices(), options.debug()));
    Shipping shipping = new Shipping(options, notices, status);
    Dispatcher dispatcher = new Dispatcher(shipping, notices);
    // No lambda: this is the start path.
    status.countsBridged(
        new LongSupplier() {
          @Override
          public long getAsLong() {
            return dispatcher.bridged();
          }
        });
    LogBridge.install(dispatcher);
    return new Installation(shipping, status, notices);
  }
}
