package io.ringtail.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where Premain hands over, on the JVM's start path: no lambda, no stream, no network, none of
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
    Object jar = context[1];
    Object version = context[2];
    if (jar == null || version == null) {
      throw new IllegalArgumentException("Premain gave no jar or no version");
    }
    AgentOptions options = AgentOptions.read((String) context[0]);
    try {
      Throwable denied = BootBridge.install(instrumentation, (File) jar);
      // A class of its own: its verification needs the bridge to be there.
      Installation.install(instrumentation, options, (String) version, denied);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
