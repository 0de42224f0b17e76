package io.ringtail.node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRootTest {
  private final LogRoot root = new LogRoot(Path.of("/host/log"));

  @ParameterizedTest
  @CsvSource({
    "/var/log,/host/log",
    "/var/log/containers/*.log,/host/log/containers/*.log",
    "/var/logs/a,/var/logs/a",
    "/opt/var/log/a,/opt/var/log/a"
  })
  void movesWhatIsBelowTheNodesLogDirectory(String onTheNode, String fromHere) {
    assertThat(root.asSeenFromHere(onTheNode)).isEqualTo(fromHere);
    assertThat(root.asOnTheNode(fromHere)).isEqualTo(onTheNode);
  }
}
