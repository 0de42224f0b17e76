package io.ringtail.node.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration as it was written.
 *
 * @param name of the file, for messages
 * @param yaml its text
 */
public record ConfigText(String name, String yaml) {
  /** Kubernetes' own limit for a ConfigMap. */
  static final int MAX_BYTES = 1 << 20;

  private static final String BUILT_IN = "container-insights.yaml";

  /**
   * Reads a file.
   *
   * @throws IOException also for a file that is larger than 1 MiB; the message names the file
   */
  public static ConfigText of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException(file + ": larger than 1 MiB");
      }
      return new ConfigText(file.toString(), new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** What is used where no file is given: Container Insights' own pipeline. */
  public static ConfigText builtIn() {
    try (InputStream in = ConfigText.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException(BUILT_IN + " is missing in the jar");
      }
      return new ConfigText(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
