package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of bytes that go away: deleted, compressed, truncated. */
class DeletedLogsTest {
  private final SteppingClock clock = new SteppingClock();
  private final Path root;
  private TestAgent agent;

  DeletedLogsTest(@TempDir Path root) {
    this.root = root;
    this.agent = new TestAgent(root);
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private ContainerLog container(String pod, int number) throws IOException {
    return new ContainerLog(
        NodePaths.in(root),
        ContainerName.of("shop", pod, "app", number),
        ContainerRuntime.CONTAINERD,
        new Rotation(1, 5),
        clock);
  }

  private List<String> texts() {
    return agent.opener.all().stream()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
  }

  private long unread() {
    return agent.source().coverage().stream().mapToLong(LogCoverage::unreadBytes).sum();
  }

  @Test
  void aDeletedLogIsReadToItsEndAndThenForgotten() throws IOException {
    agent.start();
    ContainerLog log = container("job", 1);
    log.write("stdout", "one\ntwo\nthree\n");
    long bytes = Files.size(log.file());
    agent.pauseMillis(1_000);
    log.remove();
    agent.pauseMillis(2_000);
    assertThat(agent.deleted.bytes()).isEqualTo(unread()).isPositive();
    agent.runMillis(10_000);

    assertThat(texts()).containsExactly("one", "two", "three");
    assertThat(agent.opener.ended).hasSize(1);
    assertThat(agent.opener.losses).isEmpty();
    assertThat(agent.source().coverage()).isEmpty();
    assertThat(agent.source().readBytes()).isEqualTo(bytes);
    assertThat(agent.source().lostBytes()).isZero();
    assertThat(agent.checkpoints.write()).containsOnlyKeys("source:test");
    assertThat(FoundLogsTest.openFiles(root)).isZero();
  }

  @Test
  void rotatedFilesThatAreLeftWhenALogIsDeletedAreNotReadAgain() throws IOException {
    Path directory = Files.createDirectories(root.resolve("var/log"));
    agent.containers = false;
    agent.include = List.of("/var/log/app.log*");
    agent.start();
    agent.runMillis(100);
    for (String name : List.of("app.log.2", "app.log.1", "app.log")) {
      Files.writeString(directory.resolve(name), name + "\n");
    }
    agent.runMillis(3_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    assertThat(agent.opener.all()).containsExactly("app.log.2", "app.log.1", "app.log");

    Files.delete(directory.resolve("app.log"));
    agent.runMillis(3_000);
    assertThat(agent.opener.all()).hasSize(3);
    // The log is taken for ended; its rotated files are not taken for logs.
    agent.runMillis(620_000);
    assertThat(agent.opener.ended).contains("/var/log/app.log");
    assertThat(agent.opener.all()).hasSize(3);

    agent = agent.restarted(checkpoint);
    agent.runMillis(5_000);
    assertThat(agent.opener.all()).isEmpty();
    Files.writeString(directory.resolve("app.log"), "new\n");
    agent.runMillis(3_000);
    assertThat(agent.opener.all()).containsExactly("new");
  }

  @Test
  void aDeletedFileCountsAsLongAsTheDiskKeepsIt() throws IOException {
    agent.maxDeletedBytes = 10_000;
    agent.start();
    ContainerLog log = container("big", 1);
    for (int i = 0; i < 200; i++) {
      log.write("stdout", "x".repeat(100) + "\n");
    }
    long size = Files.size(log.file());
    agent.pauseMillis(1_000);
    agent.source().read((int) size - 5_000);
    log.remove();
    agent.pauseMillis(2_000);

    assertThat(unread()).isLessThan(10_000);
    assertThat(agent.opener.lostBytes).isBetween(1L, 10_000L);
    assertThat(FoundLogsTest.openFiles(root)).isZero();
  }

  @Test
  void theUnterminatedEndOfADeletedLogIsALine() throws IOException {
    agent.start();
    ContainerLog log = container("job", 1);
    log.writeRaw("a line that was torn".getBytes(UTF_8));
    agent.runMillis(1_000);
    assertThat(texts()).isEmpty();
    log.remove();
    agent.runMillis(10_000);

    assertThat(texts()).containsExactly("torn");
  }

  @Test
  void aLogIsNotForgottenBeforeItIsAcknowledged() throws IOException {
    agent.start();
    agent.opener.acknowledging = false;
    ContainerLog log = container("job", 1);
    log.write("stdout", "one\n");
    agent.runMillis(1_000);
    log.remove();
    agent.runMillis(20_000);
    assertThat(agent.checkpoints.write()).hasSize(2);
    agent.opener.acknowledge();
    agent.runMillis(1_000);

    assertThat(agent.checkpoints.write()).hasSize(1);
  }

  @Test
  void beyondTheCapTheFileThatWasDeletedFirstIsGivenUpAndCounted() throws IOException {
    agent.maxDeletedBytes = 100;
    agent.start();
    ContainerLog first = container("first", 1);
    ContainerLog second = container("second", 2);
    first.write("stdout", "1\n");
    second.write("stdout", "2\n");
    long firstBytes = Files.size(first.file());
    agent.pauseMillis(1_000);
    first.remove();
    agent.pauseMillis(2_000);
    second.remove();
    agent.pauseMillis(2_000);
    assertThat(agent.opener.losses).isEmpty();
    ContainerLog third = container("third", 3);
    third.write("stdout", "3".repeat(10) + "\n");
    agent.pauseMillis(1_000);
    third.remove();
    agent.pauseMillis(2_000);
    agent.runMillis(10_000);

    assertThat(agent.opener.lostBytes).isEqualTo(firstBytes);
    assertThat(agent.opener.losses.get(0)).contains("given up");
    assertThat(texts()).containsExactly("2", "3".repeat(10));
  }

  @Test
  void aFileThatWasCompressedIsReadFromThereRatherThanGivenUp() throws IOException {
    agent.maxDeletedBytes = 0;
    agent.start();
    ContainerLog log = container("cart", 1);
    log.write("stdout", "one\ntwo\n");
    agent.pauseMillis(1_000);
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofSeconds(10));
      log.kubeletTick();
      log.reopen();
      log.write("stdout", "more-" + i + "\n");
      agent.pauseMillis(10_000);
    }
    agent.runMillis(5_000);

    assertThat(texts()).containsExactly("one", "two", "more-0", "more-1", "more-2");
    assertThat(agent.opener.losses).isEmpty();
  }

  @Test
  void aPodThatWasDeletedWhileTheAgentWasAwayIsTold() throws IOException {
    agent.start();
    agent.opener.acknowledging = false;
    ContainerLog log = container("job", 1);
    log.write("stdout", "one\n");
    long bytes = Files.size(log.file());
    agent.runMillis(1_000);
    Map<String, String> checkpoint = agent.checkpoints.write();
    log.remove();
    agent = agent.restarted(checkpoint);
    agent.runMillis(10_000);

    assertThat(agent.opener.losses).containsExactly(bytes + " deleted before it was read");
    assertThat(agent.opener.opened.get(0).pod()).isNotNull();
    assertThat(agent.checkpoints.write()).hasSize(1);
  }

  @Test
  void whatIsTruncatedUnreadIsCountedAndTheRestIsRead() throws IOException {
    agent.start();
    ContainerLog log = container("cart", 1);
    log.write("stdout", "one\n");
    agent.runMillis(1_000);
    long lost = -Files.size(log.file());
    log.write("stdout", "two\n");
    lost += Files.size(log.file());
    agent.pauseMillis(1_000);
    Files.newByteChannel(log.file(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
    log.write("stdout", "three\n");
    agent.runMillis(3_000);

    assertThat(texts()).containsExactly("one", "three");
    assertThat(agent.opener.losses).containsExactly(lost + " truncated");
  }

  @Test
  void aFileThatGrewBeyondItsOldSizeAfterBeingTruncatedIsNoticed() throws IOException {
    agent.start();
    ContainerLog log = container("cart", 1);
    log.write("stdout", "one\n");
    agent.runMillis(1_000);
    Files.newByteChannel(log.file(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
    log.write("stdout", "two\nthree\nfour\n");
    agent.runMillis(3_000);

    assertThat(texts()).containsExactly("one", "two", "three", "four");
  }

  @Test
  void aFileThatWasWrittenAnewToItsOldSizeIsNoticedByItsTime() throws IOException {
    Path file = root.resolve("var/log/app.log");
    Files.createDirectories(file.getParent());
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
    Files.writeString(file, "the first line\n");
    agent.start();
    agent.runMillis(3_000);

    Files.writeString(file, "another line !\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 1_000));
    agent.runMillis(3_000);

    assertThat(agent.opener.all()).containsExactly("the first line", "another line !");
    assertThat(agent.opener.losses).isEmpty();
  }

  @Test
  void copytruncateLosesNothingThatIsInTheCopy() throws IOException {
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
    Path file = Files.createDirectories(root.resolve("var/log")).resolve("app.log");
    agent.start();
    Files.writeString(file, "one\ntwo\n");
    agent.runMillis(1_000);
    Files.writeString(file, "three\nfour\n", StandardOpenOption.APPEND);
    Files.copy(file, file.resolveSibling("app.log.1"));
    Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
    Files.writeString(file, "five\n", StandardOpenOption.APPEND);
    agent.runMillis(3_000);

    assertThat(texts()).containsExactly("one", "two", "three", "four", "five");
    assertThat(agent.opener.losses).isEmpty();
  }
}
