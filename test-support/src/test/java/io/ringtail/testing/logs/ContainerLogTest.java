package io.ringtail.testing.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerLogTest {
  private static final ContainerName NAME = ContainerName.of("shop", "cart-x2x20", "app", 7);

  private final Path root;
  private NodePaths paths;
  private final SteppingClock clock = new SteppingClock();

  ContainerLogTest(@TempDir Path root) {
    this.root = root;
    this.paths = NodePaths.in(root);
  }

  private ContainerLog log(ContainerRuntime runtime, Rotation rotation) throws IOException {
    return new ContainerLog(paths, NAME, runtime, rotation, clock);
  }

  private static List<String> text(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(paths.podLogs(NAME))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void rotate(ContainerLog log) throws IOException {
    clock.advance(Duration.ofSeconds(10));
    assertThat(log.kubeletTick()).isTrue();
    log.reopen();
  }

  @Test
  void writesCriLinesWithNanosecondsAndLaysTheLinks() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, Rotation.KUBELET)) {
      log.write("stdout", "one\ntwo\r\n\n");
      log.write("stderr", "oops\n");

      assertThat(Files.readAllLines(log.link()))
          .containsExactly(
              "2026-11-20T22:00:00.000001004Z stdout F one",
              "2026-11-20T22:00:00.000002007Z stdout F two",
              "2026-11-20T22:00:00.00000301Z stdout F ",
              "2026-11-20T22:00:00.000004013Z stderr F oops");
      assertThat(log.link().toRealPath()).isEqualTo(log.file().toRealPath());
      assertThat(log.link().getFileName())
          .hasToString("cart-x2x20_shop_app-" + NAME.containerId() + ".log");
      assertThat(log.file()).hasToString(paths.podLogs(NAME).resolve("0.log").toString());
    }
  }

  @Test
  void containerdSplitsWhatIsLongerThan16384BytesPerStream() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, Rotation.KUBELET)) {
      log.write("stdout", "a".repeat(20_000));
      log.write("stderr", "between\n");
      log.write("stdout", "b\n");
      log.write("stdout", "c".repeat(16_384) + "\n");

      assertThat(text(log.file()))
          .containsExactly(
              "stdout P " + "a".repeat(16_384),
              "stderr F between",
              "stdout F " + "a".repeat(20_000 - 16_384) + "b",
              "stdout F " + "c".repeat(16_384));
    }
  }

  @Test
  void containerdEndsAnUnterminatedLineAsPartial() throws IOException {
    ContainerLog log = log(ContainerRuntime.CONTAINERD, Rotation.KUBELET);
    log.write("stdout", "no newline");
    log.exit();

    assertThat(text(log.file())).containsExactly("stdout P no newline");
  }

  @Test
  void aLineThatIsUnderWayAtTheReopenIsPartialInTheOldFileAndGoesOnInTheNew() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, new Rotation(1, 5))) {
      log.write("stdout", "first\nbegun ");
      clock.advance(Duration.ofSeconds(10));
      log.kubeletTick();
      log.write("stderr", "still here\n");
      assertThat(log.awaitsReopen()).isTrue();
      assertThat(log.file()).doesNotExist();
      log.reopen();
      log.write("stdout", "ended\n");

      Path old = paths.podLogs(NAME).resolve("0.log.20261120-220010");
      assertThat(text(old))
          .containsExactly("stdout F first", "stderr F still here", "stdout P begun ");
      assertThat(text(log.file())).containsExactly("stdout F ended");
    }
  }

  @Test
  void lateWritesArriveInTheFileThatWasRotatedAway() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, new Rotation(1, 5))) {
      log.write("stdout", "first\n");
      rotate(log);
      log.writeLate("stdout", "late\n");

      assertThat(text(paths.podLogs(NAME).resolve("0.log.20261120-220010")))
          .containsExactly("stdout F first", "stdout F late");
      assertThat(log.file()).isEmptyFile();
    }
  }

  @Test
  void conmonWritesWhatItReadsAndAnEmptyFullPieceAfterAWholeNumberOfReads() throws IOException {
    ContainerLog log = log(ContainerRuntime.CONMON, Rotation.KUBELET);
    log.write("stdout", "d".repeat(16_384));
    log.write("stdout", "\nrest");
    log.exit();

    assertThat(text(log.file()))
        .containsExactly(
            "stdout P " + "d".repeat(8_192),
            "stdout P " + "d".repeat(8_192),
            "stdout F ",
            "stdout P rest");
    assertThat(Files.readString(log.file())).startsWith("2026-11-20T22:00:00.000001004+00:00 ");
  }

  @Test
  void kubeletRotatesOnlyWhatIsLargeEnough() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, new Rotation(100, 5))) {
      log.write("stdout", "short\n");
      assertThat(log.kubeletTick()).isFalse();
      log.write("stdout", "long enough ".repeat(10) + "\n");
      assertThat(log.kubeletTick()).isTrue();
    }
  }

  @Test
  void kubeletKeepsFiveFilesAndCompressesAllButTheLastRotated() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, new Rotation(1, 5))) {
      for (int i = 0; i < 7; i++) {
        log.write("stdout", "generation " + i + "\n");
        rotate(log);
      }

      assertThat(names())
          .containsExactly(
              "0.log",
              "0.log.20261120-220040.gz",
              "0.log.20261120-220050.gz",
              "0.log.20261120-220100.gz",
              "0.log.20261120-220110");
      Path gz = paths.podLogs(NAME).resolve("0.log.20261120-220100.gz");
      try (var in = new GZIPInputStream(Files.newInputStream(gz))) {
        assertThat(new String(in.readAllBytes(), UTF_8)).endsWith("stdout F generation 5\n");
      }
    }
  }

  @Test
  void kubeletDropsTemporaryFilesAndOriginalsThatAreCompressedAlready() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, new Rotation(1, 5))) {
      log.write("stdout", "x\n");
      for (String name : new String[] {"1.tmp", "2", "2.gz"}) {
        Files.writeString(paths.podLogs(NAME).resolve("0.log.20261120-22000" + name), "left over");
      }
      rotate(log);

      assertThat(names())
          .containsExactly("0.log", "0.log.20261120-220002.gz", "0.log.20261120-220010");
    }
  }

  @Test
  void twoRotationsWithinOneSecondCannotBe() throws IOException {
    try (ContainerLog log = log(ContainerRuntime.CONTAINERD, new Rotation(0, 5))) {
      log.kubeletTick();
      log.reopen();

      assertThatThrownBy(log::kubeletTick).hasMessageContaining("twice within one second");
    }
  }

  @Test
  void dockerWritesObjectsAndRotatesByNumber() throws IOException {
    ContainerLog log = log(ContainerRuntime.DOCKER, new Rotation(300, 3));
    log.write("stdout", "<a> \"b\"\tc\n" + "e".repeat(16_384) + "\n");
    log.write("stdout", "second\n");
    log.write("stdout", "rest");
    log.exit();

    List<String> first = Files.readAllLines(sibling(log.file(), ".1"));
    assertThat(first.get(0))
        .isEqualTo(
            "{\"log\":\"\\u003ca\\u003e \\\"b\\\"\\tc\\n\",\"stream\":\"stdout\","
                + "\"time\":\"2026-11-20T22:00:00.000001004Z\"}");
    assertThat(first.get(1)).startsWith("{\"log\":\"" + "e".repeat(16_384) + "\",");
    assertThat(first.get(2)).startsWith("{\"log\":\"\\n\",");
    assertThat(Files.readAllLines(log.link())).hasSize(2).last().asString().contains("rest\\n");
  }

  @Test
  void linksNameTheirTargetsAsOnTheNodeIfAsked() throws IOException {
    paths = new NodePaths(root, true);
    try (ContainerLog log = log(ContainerRuntime.DOCKER, Rotation.KUBELET)) {
      Path pod = Files.readSymbolicLink(log.link());

      assertThat(pod).hasToString("/var/log/pods/shop_cart-x2x20_" + NAME.uid() + "/app/0.log");
      assertThat(Files.readSymbolicLink(root.resolve(pod.toString().substring(1))).toString())
          .startsWith("/var/lib/docker/containers/" + NAME.containerId());
    }
  }

  @Test
  void removingAContainerLeavesNothing() throws IOException {
    ContainerLog log = log(ContainerRuntime.DOCKER, Rotation.KUBELET);
    log.write("stdout", "x\n");
    log.remove();

    assertThat(log.link()).doesNotExist();
    assertThat(log.file().getParent()).doesNotExist();
    assertThat(paths.podLogs(NAME)).doesNotExist();
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
