package io.ringtail.agent;

import io.ringtail.agent.capture.Dispatcher;
import io.ringtail.agent.hook.HookTransformer;
import io.ringtail.agent.ship.AgentNotices;
import io.ringtail.agent.ship.Shipping;
import io.ringtail.agent.ship.StatusLines;
import io.ringtail.boot.LogBridge;
import io.ringtail.telemetry.DistinctNotices;
import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.StderrNotices;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Installs bridge and hooks, on the JVM's start path: no lambda, no stream, no network, none of
 * java.nio and java.util.logging. What it throws, Premain tells.
 */
public final class AgentStart implements BiConsumer<Instrumentation, Object[]> {
  /** Called by Premain, by its JDK type. */
  public AgentStart() {}

  /**
   * @param context the agent's arguments, its jar, its version
   */
  @Override
  public void accept(Instrumentation instrumentation, @Nullable Object[] context) {
    try {
      File jar = (File) require(context[1]);
      start(instrumentation, (String) context[0], jar, (String) require(context[2]));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void start(
      Instrumentation instrumentation, @Nullable String arguments, File jar, String version)
      throws java.io.IOException {
    AgentOptions options = AgentOptions.read(arguments);
    StatusLines status = new StatusLines(version, options.debug());
    Throwable denied = BootBridge.install(instrumentation, jar);
    if (denied != null) {
      status.debug("appended to the boot class path, since classes cannot be defined: " + denied);
    }
    Notices notices = new DistinctNotices(new AgentNotices(new StderrNotices(), options.debug()));
    Shipping shipping = new Shipping(options, notices, status);
    final Dispatcher dispatcher = new Dispatcher(shipping, notices);
    status.countsBridged(
        new LongSupplier() {
          @Override
          public long getAsLong() {
            return dispatcher.bridged();
          }
        });
    LogBridge.install(dispatcher);
    new HookTransformer(new Watch(shipping, status, notices)).install(instrumentation);
    status.debug("agent " + version + " attached");
  }

  private static Object require(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("Premain gave no jar or no version");
    }
    return value;
  }
}
