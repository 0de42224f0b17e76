package io.ringtail.node.cli;

import io.ringtail.metadata.Surroundings;
import io.ringtail.node.config.ConfigReading;
import io.ringtail.node.config.ConfigText;
import io.ringtail.node.config.NodeConfigReader;
import io.ringtail.node.config.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --config}, and what is read from it. */
final class ConfigOption {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration, YAML. Default: the built-in one, which does what Container Insights'"
              + " Fluent Bit does")
  private @Nullable Path file;

  @Nullable Path file() {
    return file;
  }

  /**
   * @throws IOException with a message for people
   */
  ConfigText text() throws IOException {
    if (file == null) {
      return ConfigText.builtIn();
    }
    try {
      return ConfigText.of(file);
    } catch (NoSuchFileException e) {
      throw new IOException(file + ": no such file", e);
    }
  }

  /** Reads the configuration and tells every problem. */
  static ConfigReading read(ConfigText text, Surroundings surroundings, PrintWriter err) {
    ConfigReading reading =
        SinkCheck.of(
            NodeConfigReader.read(text, surroundings),
            text.name(),
            surroundings.env(SinkCheck.VARIABLE));
    reading.problems().stream().map(Problem::message).forEach(err::println);
    return reading;
  }
}
