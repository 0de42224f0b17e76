package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.metadata.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a text as `agent.yaml`, in an environment of its own. */
public final class Reading {
  private final Map<String, String> env = new HashMap<>();
  private ConfigText text = new ConfigText("agent.yaml", "");
  private long maxHeapBytes = 100L << 20;

  public static Reading of(String yaml) {
    Reading reading = new Reading();
    reading.text = new ConfigText("agent.yaml", yaml);
    return reading;
  }

  public static Reading ofBuiltIn() {
    Reading reading = new Reading();
    reading.text = ConfigText.builtIn();
    return reading;
  }

  public Reading env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Reading heap(long bytes) {
    maxHeapBytes = bytes;
    return this;
  }

  public Surroundings surroundings() {
    return new Surroundings(env, Map.of(), Path.of("/no-such-directory"), 1, maxHeapBytes);
  }

  List<String> messages() {
    return read().problems().stream().map(Problem::message).toList();
  }

  ConfigReading read() {
    return NodeConfigReader.read(text, surroundings());
  }

  /** The configuration, which must have no problem at all. */
  public NodeConfig config() {
    ConfigReading reading = read();
    assertThat(reading.problems()).isEmpty();
    return configDespiteWarnings(reading);
  }

  NodeConfig configDespiteWarnings() {
    return configDespiteWarnings(read());
  }

  private static NodeConfig configDespiteWarnings(ConfigReading reading) {
    NodeConfig config = reading.config();
    if (config == null) {
      throw new AssertionError(reading.problems());
    }
    return config;
  }
}
