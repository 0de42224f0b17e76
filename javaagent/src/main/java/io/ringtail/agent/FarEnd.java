package io.ringtail.agent;

import io.ringtail.agent.capture.Dispatcher;
import io.ringtail.agent.output.FrameworkOutput;
import io.ringtail.agent.output.StandardStreams;
import io.ringtail.boot.LogBridge;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Our end of the bridge. Apart, because its verification needs the bridge to be there. */
final class FarEnd {
  private FarEnd() {}

  static void connect(Installation installed, @Nullable StandardStreams streams) {
    Dispatcher dispatcher = new Dispatcher(installed.shipping(), installed.notices());
    // No lambda: this is the start path.
    installed
        .status()
        .countsBridged(
            new LongSupplier() {
              @Override
              public long getAsLong() {
                return dispatcher.bridged();
              }
            });
    LogBridge.install(dispatcher);
    if (streams != null) {
      streams.onFrameworks(new FrameworkOutput(installed.shipping(), dispatcher.coverage()));
    }
  }
}
