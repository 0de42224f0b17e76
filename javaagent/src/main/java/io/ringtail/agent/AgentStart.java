package io.ringtail.agent;

import io.ringtail.agent.hook.HookTransformer;
import io.ringtail.agent.output.StandardStreams;
import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where Premain hands over, on the JVM's start path: no lambda, no reflection, no stream, no
 * network, none of java.nio and java.util.logging. All that a program without a logging framework
 * pays for is here and in what is called from here; the rest is made when the first one shows up.
 */
final class AgentStart {
  // Runs when Premain has the class initialized: a method would have to be called by reflection,
  // which costs newer JVMs 10 ms. What it throws, Premain tells.
  static {
    start(handedOver());
  }

  private AgentStart() {}

  private static void start(@Nullable Object[] context) {
    Instrumentation instrumentation = (Instrumentation) require(context[0]);
    AgentOptions options = AgentOptions.read((String) context[1]);
    File jar = (File) require(context[2]);
    Watch watch = new Watch(instrumentation, options, jar, (String) require(context[3]));
    if (options.captureOutput() || options.quietConsoleAppenders()) {
      watch.listensTo(
          StandardStreams.install(options.captureOutput(), options.quietConsoleAppenders(), watch));
    }
    new HookTransformer(watch).install(instrumentation);
  }

  /** Instrumentation, arguments, jar, version: as Premain gave them to our loader. */
  @SuppressWarnings("unchecked")
  private static @Nullable Object[] handedOver() {
    return ((Supplier<@Nullable Object[]>) AgentStart.class.getClassLoader()).get();
  }

  private static Object require(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("Premain gave less than the agent needs");
    }
    return value;
  }
}
