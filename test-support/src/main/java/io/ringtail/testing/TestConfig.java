package io.ringtail.testing;

import io.ringtail.config.ConfigReader;
import io.ringtail.config.ConfigReading;
import io.ringtail.config.RingtailConfig;
import io.ringtail.metadata.Surroundings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Configurations and surroundings that do not depend on the machine that runs the test. */
public final class TestConfig {
  private static final long HEAP_BYTES = 512L << 20;

  private TestConfig() {}

  /** A process that finds nothing around itself but the given environment variables. */
  public static Surroundings surroundings(Map<String, String> env) {
    return new Surroundings(env, Map.of(), Path.of("/nonexistent"), 42, HEAP_BYTES);
  }

  /**
   * The defaults, but for some options.
   *
   * @param namesAndValues Logback's spelling of an option and its value, in turn: {@code
   *     "lingerMs", "0"}
   * @throws IllegalArgumentException with all problems, if there are any
   */
  public static RingtailConfig of(String... namesAndValues) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    ConfigReading reading = ConfigReader.read(surroundings(Map.of()), options);
    if (!reading.problems().isEmpty()) {
      throw new IllegalArgumentException(reading.problems().toString());
    }
    return reading.config();
  }
}
