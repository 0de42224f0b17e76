package io.ringtail.agent;

import io.ringtail.agent.capture.Dispatcher;
import io.ringtail.agent.output.FrameworkOutput;
import io.ringtail.agent.output.StandardStreams;
import io.ringtail.agent.ship.BridgeCounts;
import io.ringtail.boot.LogBridge;
import org.jspecify.annotations.Nullable;

/** Our end of the bridge. Apart, because its verification needs the bridge to be there. */
final class FarEnd {
  private FarEnd() {}

  static void connect(Installation installed, @Nullable StandardStreams streams) {
    Dispatcher dispatcher = new Dispatcher(installed.shipping(), installed.notices());
    installed
        .status()
        .onBridge(
            new BridgeCounts() {
              @Override
              public long leftToBridges() {
                return dispatcher.bridged();
              }

              @Override
              public long failures() {
                return LogBridge.failures();
              }
            });
    LogBridge.install(dispatcher);
    if (streams != null) {
      streams.onFrameworks(new FrameworkOutput(installed.shipping(), dispatcher.coverage()));
    }
  }
}
