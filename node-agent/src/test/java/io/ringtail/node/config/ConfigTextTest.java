package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextTest {
  private final Path directory;

  ConfigTextTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aFileAboveTheLimitIsRefusedByName() throws IOException {
    Path file = Files.write(directory.resolve("big.yaml"), new byte[ConfigText.MAX_BYTES + 1]);

    assertThatThrownBy(() -> ConfigText.of(file))
        .isInstanceOf(IOException.class)
        .hasMessage(file + ": larger than 1 MiB");
  }

  @Test
  void aFileAtTheLimitIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "#".repeat(ConfigText.MAX_BYTES));

    assertThat(NodeConfigReader.read(ConfigText.of(file), Reading.of("").surroundings()).problems())
        .singleElement()
        .asString()
        .contains("sources: missing");
  }

  @Test
  void theBuiltInConfigurationHasNoProblem() {
    assertThat(Reading.ofBuiltIn().messages()).isEmpty();
  }
}
