package io.ringtail.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeFileTest {
  private final StringWriter err = new StringWriter();

  @Test
  void saysWhereTheAgentAnswers(@TempDir Path directory) {
    Path file = directory.resolve("port");

    ProbeFile.write(file.toString(), 2021, new PrintWriter(err));
    assertThat(file).hasContent("2021");
    ProbeFile.write(file.toString(), -1, new PrintWriter(err));
    assertThat(file).hasContent("off");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void tellsThatItCannotBeWritten(@TempDir Path directory) {
    ProbeFile.write(directory + "/none/port", 2021, new PrintWriter(err));
    ProbeFile.write(null, 2021, new PrintWriter(err));

    assertThat(err.toString().lines()).singleElement().asString().contains("/none/port");
  }
}
