package io.ringtail.node.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.metadata.Surroundings;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigWatchTest {
  private static final String FIRST = "sources: [{name: first, type: containers}]\n";
  private static final String SECOND = "sources: [{name: second, type: containers}]\n";
  private static final Surroundings SURROUNDINGS =
      new Surroundings(Map.of(), Map.of(), Path.of("/no-such-directory"), 1, 64L << 20);

  private final RecordingNotices notices = new RecordingNotices();
  private final List<NodeConfig> applied = new ArrayList<>();
  private final Path volume;
  private final Path file;
  private long nowNanos;

  /** As kubelet mounts a ConfigMap: the file is a link into a directory that is swapped. */
  ConfigWatchTest(@TempDir Path volume) throws IOException {
    this.volume = volume;
    file = volume.resolve("agent.yaml");
    swap("..1", FIRST);
    Files.createSymbolicLink(file, Path.of("..data/agent.yaml"));
  }

  @Test
  void aSwappedConfigMapIsReadWithinSeconds() throws IOException {
    ConfigWatch watch = watch();
    swap("..2", SECOND);

    lookAfterSeconds(watch, 4);
    assertThat(applied).isEmpty();
    lookAfterSeconds(watch, 2);

    assertThat(names()).containsExactly("second");
    assertThat(notices.texts()).containsExactly(file + " has changed and is in force");
  }

  @Test
  void theSameTextUnderANewDateIsNoChange() throws IOException {
    ConfigWatch watch = watch();
    swap("..2", FIRST);

    lookAfterSeconds(watch, 6);

    assertThat(applied).isEmpty();
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void aWrongFileIsToldWholeAndChangesNothing() throws IOException {
    ConfigWatch watch = watch();
    swap("..2", "agent: {linger-ms: x}\nsources: []\nrout: []\n");

    lookAfterSeconds(watch, 6);
    lookAfterSeconds(watch, 6);

    assertThat(applied).isEmpty();
    assertThat(notices.texts()).hasSize(3);
    assertThat(notices.texts().get(0)).startsWith(file + ":1: error: agent.linger-ms=\"x\"");
    assertThat(notices.texts().get(1)).startsWith(file + ":3: error: rout: no such option");
    assertThat(notices.texts().get(2))
        .isEqualTo(file + " is wrong; the configuration that was read before stays in force");

    swap("..3", SECOND);
    lookAfterSeconds(watch, 6);
    assertThat(names()).containsExactly("second");
  }

  @Test
  void aFileThatIsAwayIsTold() throws IOException {
    ConfigWatch watch = watch();
    Files.delete(file);

    lookAfterSeconds(watch, 6);

    assertThat(applied).isEmpty();
    assertThat(notices.texts())
        .singleElement()
        .asString()
        .contains("cannot read", "stays in force");
  }

  @Test
  void whatCannotChangeStaysAndIsTold() throws IOException {
    ConfigWatch watch = watch();
    swap("..2", "agent: {http-port: 1, state-dir: /s, linger-ms: 9, cluster-name: c2}\n" + SECOND);

    lookAfterSeconds(watch, 6);

    AgentConfig agent = applied.get(0).agent();
    assertThat(agent.httpPort()).isEqualTo(2020);
    assertThat(agent.stateDir()).isEqualTo(Path.of("/var/ringtail/state"));
    assertThat(agent.lingerMillis()).isEqualTo(5_000);
    assertThat(agent.clusterName()).isEqualTo("c2");
    assertThat(notices.texts())
        .contains(
            "agent.http-port=1: cannot change while running; it stays 2020 until the next start",
            "agent.linger-ms=9: cannot change while running; it stays 5000 until the next start",
            "agent.state-dir=/s: cannot change while running; it stays /var/ringtail/state until"
                + " the next start");
  }

  private ConfigWatch watch() throws IOException {
    ConfigText text = ConfigText.of(file);
    NodeConfig config = requireNonNull(NodeConfigReader.read(text, SURROUNDINGS).config());
    return new ConfigWatch(file, text, config, SURROUNDINGS, notices, applied::add, nowNanos);
  }

  private void lookAfterSeconds(ConfigWatch watch, int seconds) {
    nowNanos += seconds * 1_000_000_000L;
    watch.look(nowNanos);
  }

  private List<String> names() {
    return applied.stream().map(config -> config.sources().get(0).name()).toList();
  }

  private void swap(String directory, String yaml) throws IOException {
    Files.createDirectory(volume.resolve(directory));
    Files.writeString(volume.resolve(directory).resolve("agent.yaml"), yaml);
    Path link = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(directory));
    Files.move(link, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }
}
