package io.ringtail.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.testing.logs.ContainerLog;
import io.ringtail.testing.logs.ContainerName;
import io.ringtail.testing.logs.ContainerRuntime;
import io.ringtail.testing.logs.NodePaths;
import io.ringtail.testing.logs.Rotation;
import io.ringtail.testing.logs.SteppingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {
  private final SteppingClock clock = new SteppingClock();
  private final ContainerLog log;
  private TestAgent agent;
  private int written;

  RotationTest(@TempDir Path root) throws IOException {
    log =
        new ContainerLog(
            NodePaths.in(root),
            ContainerName.of("shop", "cart", "app", 1),
            ContainerRuntime.CONTAINERD,
            new Rotation(1, 5),
            clock);
    agent = new TestAgent(root);
  }

  @AfterEach
  void close() throws IOException {
    agent.close();
    log.close();
  }

  private void write(int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      log.write("stdout", "line " + written++ + "\n");
    }
  }

  private void rename() throws IOException {
    clock.advance(Duration.ofSeconds(10));
    log.kubeletTick();
  }

  private void rotate() throws IOException {
    rename();
    log.reopen();
  }

  private List<String> received() {
    return agent.opener.all().stream()
        .map(line -> line.substring(line.indexOf(" F ") + 3))
        .toList();
  }

  private List<String> all() {
    return IntStream.range(0, written).mapToObj(i -> "line " + i).toList();
  }

  private void restart(Map<String, String> checkpoint) {
    List<String> before = agent.opener.all();
    agent = agent.restarted(checkpoint);
    agent.opener.lines.put("before", new ArrayList<>(before));
  }

  @Test
  void readsTheRenamedFileToItsTrueEnd() throws IOException {
    agent.start();
    write(3);
    agent.runMillis(1_000);
    rename();
    write(3);
    agent.runMillis(3_000);
    write(3);
    log.reopen();
    write(3);
    agent.runMillis(3_000);

    assertThat(received()).isEqualTo(all());
    assertThat(agent.opener.losses).isEmpty();
  }

  @Test
  void whatIsWrittenBetweenTheLastLookAndTheRotationIsCountedBeforeItIsRead() throws IOException {
    agent.start();
    long bytes = 0;
    for (int i = 0; i < 3; i++) {
      write(1);
      agent.pauseMillis(3_000);
      write(50);
      rename();
      bytes += Files.size(newestRotated());
      log.reopen();
      agent.pauseMillis(3_000);

      assertThat(agent.source().coverage().get(0).unreadBytes()).isEqualTo(bytes);
    }
  }

  private Path newestRotated() throws IOException {
    try (var files = Files.list(log.file().getParent())) {
      return files
          .filter(each -> !each.equals(log.file()) && !each.toString().endsWith(".gz"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  @Test
  void rotationsInQuickSuccessionAreAllSeen() throws IOException {
    log.close();
    Files.delete(log.file());
    ContainerLog quick =
        new ContainerLog(
            NodePaths.in(agent.root),
            ContainerName.of("shop", "cart", "app", 1),
            ContainerRuntime.CONTAINERD,
            new Rotation(1, 3),
            clock);
    agent.start();
    quick.write("stdout", "line " + written++ + "\n");
    agent.runMillis(1_000);
    for (int i = 0; i < 20; i++) {
      // Twice what is kept between two looks at a steady pace.
      for (int line = 0; line < 80; line++) {
        quick.write("stdout", "line " + written++ + " " + "x".repeat(1_000) + "\n");
      }
      agent.pauseMillis(150);
      clock.advance(Duration.ofSeconds(10));
      quick.kubeletTick();
      quick.reopen();
    }
    agent.runMillis(20_000);

    assertThat(received().stream().map(line -> line.split(" ", 3)[1]).distinct()).hasSize(written);
    assertThat(agent.opener.losses).isEmpty();
    quick.close();
  }

  @Test
  void aWriteThatWasUnderWayAtTheReopenIsReadBeforeTheNewFile() throws IOException {
    agent.start();
    write(2);
    agent.runMillis(1_000);
    rotate();
    agent.runMillis(600);
    log.writeLate("stdout", "line " + written++ + "\n");
    write(1);
    agent.runMillis(3_000);

    assertThat(received()).isEqualTo(all());
  }

  @Test
  void bytesThatComeAfterTheGraceAreReadBetweenWhatWasReadOfTheNewFileAndItsRest()
      throws IOException {
    agent.start();
    write(2);
    agent.runMillis(1_000);
    rotate();
    write(2);
    agent.runMillis(5_000);
    log.writeLate("stdout", "line " + written++ + "\n");
    agent.runMillis(1_000);
    write(2);
    agent.runMillis(3_000);

    assertThat(received()).isEqualTo(all());
    assertThat(agent.opener.positions).isSorted();
  }

  @Test
  void lateBytesAreReadOnceAfterARestart() throws IOException {
    agent.start();
    agent.opener.acknowledging = false;
    write(2);
    agent.runMillis(1_000);
    rotate();
    write(2);
    agent.runMillis(5_000);
    log.writeLate("stdout", "line " + written++ + "\n");
    agent.runMillis(3_000);
    agent = agent.restarted(agent.checkpoints.write());
    agent.runMillis(5_000);

    assertThat(received()).isEqualTo(all());
  }

  @Test
  void everyGenerationBetweenTwoLooksIsRead() throws IOException {
    agent.start();
    write(2);
    agent.runMillis(1_000);
    for (int i = 0; i < 3; i++) {
      write(2);
      rotate();
      write(2);
    }
    agent.runMillis(5_000);

    assertThat(received()).isEqualTo(all());
  }

  @Test
  void aRenameThatIsTakenBackIsNoRotation() throws IOException {
    agent.start();
    write(2);
    agent.runMillis(1_000);
    Path renamed = log.file().resolveSibling("0.log.20261120-220000");
    Files.move(log.file(), renamed);
    agent.runMillis(3_000);
    Files.move(renamed, log.file());
    write(2);
    agent.runMillis(3_000);

    assertThat(received()).isEqualTo(all());
  }

  @Test
  void goesOnInTheCompressedFileAfterARestart() throws IOException {
    agent.start();
    write(5);
    agent.runMillis(1_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    agent.close();
    write(5);
    rotate();
    write(5);
    rotate();
    write(5);
    rotate();
    write(5);
    restart(checkpoint);
    agent.runMillis(6_000);

    assertThat(received()).isEqualTo(all());
    assertThat(agent.opener.losses).isEmpty();
  }

  @Test
  void whatWasDeletedWhileTheAgentWasAwayIsCounted() throws IOException {
    agent.start();
    write(5);
    agent.opener.acknowledging = false;
    agent.runMillis(1_000);
    long size = Files.size(log.file());
    Map<String, String> checkpoint = agent.checkpoints.write();
    agent.close();
    for (int i = 0; i < 6; i++) {
      rotate();
      write(1);
    }
    restart(checkpoint);
    agent.runMillis(6_000);

    assertThat(agent.opener.losses).containsExactly(size + " deleted before it was read");
    assertThat(received()).endsWith("line 10").hasSize(5 + 5);
  }

  @Test
  void descriptorsOfRotatedFilesAreClosedOnceTheyAreRead() throws IOException {
    agent.start();
    write(2);
    agent.runMillis(1_000);
    rotate();
    agent.runMillis(40_000);
    // The writer holds two: the file that it writes to and the one before.
    long before = openFiles();
    for (int i = 0; i < 4; i++) {
      rotate();
      write(2);
      agent.runMillis(10_000);
    }
    agent.runMillis(40_000);

    assertThat(openFiles()).isEqualTo(before).isEqualTo(3);
    assertThat(received()).isEqualTo(all());
  }

  private long openFiles() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files
          .filter(
              fd -> {
                try {
                  return Files.readSymbolicLink(fd).startsWith(agent.root);
                } catch (IOException e) {
                  return false;
                }
              })
          .count();
    }
  }
}
