package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns, errors, and what can be seen of them from outside. */
class FairReadingTest {
  private final Path directory;
  private final TestAgent agent;

  FairReadingTest(@TempDir Path root) throws IOException {
    this.directory = Files.createDirectories(root.resolve("var/log"));
    this.agent = new TestAgent(root);
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
  }

  @BeforeEach
  void start() {
    agent.start();
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private void write(String name, int lines, int length) throws IOException {
    String line = "x".repeat(length - 1) + "\n";
    Files.write(
        directory.resolve(name),
        line.repeat(lines).getBytes(UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private LogCoverage coverage(String name) {
    return agent.source().coverage().stream()
        .filter(each -> each.key().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void oneThatShoutsDoesNotStarveTheOthers() throws IOException {
    write("loud.log", 100_000, 100);
    for (int i = 0; i < 20; i++) {
      write("quiet" + i + ".log", 10, 100);
    }
    agent.pauseMillis(1_000);
    int read = 0;
    while (read < 200_000) {
      read += agent.source().read(64 << 10);
    }

    assertThat(agent.opener.lines).hasSize(21);
    assertThat(agent.opener.lines.entrySet())
        .allMatch(each -> each.getKey().contains("loud") || each.getValue().size() == 10);
  }

  @Test
  void whatIsHeldBackForLinesToComeWaitsUntilThoseThatAreThereAreRead() throws IOException {
    write("behind.log", 10, 100);
    agent.pauseMillis(500);
    agent.readAll();
    agent.opener.behind.add("behind.log");
    write("behind.log", 10, 100);
    agent.pauseMillis(500);
    agent.opener.ticked.clear();
    agent.opener.heldBytes = 1;
    agent.pauseMillis(60_000);
    assertThat(agent.opener.ticked).isEmpty();

    agent.opener.behind.clear();
    agent.readAll();
    agent.pauseMillis(5_000);
    assertThat(agent.opener.ticked).hasSize(1);
  }

  @Test
  void aLogWhoseDestinationIsBehindIsPassedOver() throws IOException {
    agent.opener.behind.add("stuck.log");
    write("stuck.log", 10, 100);
    write("other.log", 10, 100);
    agent.pauseMillis(1_000);

    assertThat(agent.source().read(1 << 20)).isEqualTo(1_000);
    assertThat(agent.opener.all()).hasSize(10);

    agent.opener.behind.clear();

    assertThat(agent.source().read(1 << 20)).isEqualTo(1_000);
    assertThat(agent.opener.all()).hasSize(20);
  }

  @Test
  void equalsGetEqualShares() throws IOException {
    write("short.log", 50_000, 40);
    write("long.log", 200, 10_000);
    agent.pauseMillis(1_000);
    for (int i = 0; i < 20; i++) {
      agent.source().read(32 << 10);
    }

    long total = agent.opener.all().stream().mapToLong(line -> line.length() + 1).sum();
    long shortBytes = agent.opener.all().stream().filter(line -> line.length() < 100).count() * 40;
    assertThat((double) shortBytes / (total - shortBytes)).isCloseTo(1, within(0.1));
  }

  @Test
  void readsAboutAsMuchAsItIsToldTo() throws IOException {
    write("x.log", 10_000, 100);
    agent.pauseMillis(1_000);

    assertThat(agent.source().read(10_000)).isBetween(9_000, 10_000);
    assertThat(agent.source().read(500_000)).isBetween(450_000, 500_000);
    assertThat(agent.source().isAtEnd()).isFalse();
    agent.readAll();
    assertThat(agent.source().read(10_000)).isZero();
    assertThat(agent.source().isAtEnd()).isTrue();
  }

  @Test
  void coverageTellsReadAcknowledgedAndLag() throws IOException {
    agent.opener.acknowledging = false;
    write("x.log", 10, 100);
    agent.runMillis(1_100);
    assertThat(coverage("x.log").readBytes()).isEqualTo(1_000);
    assertThat(coverage("x.log").acknowledgedBytes()).isZero();
    agent.runMillis(10_000);
    assertThat(coverage("x.log").lagMillis()).isBetween(9_000L, 12_000L);

    agent.opener.acknowledge();
    agent.pauseMillis(1_100);
    write("x.log", 3, 100);
    agent.pauseMillis(5_000);
    assertThat(coverage("x.log").acknowledgedBytes()).isEqualTo(1_000);
    assertThat(coverage("x.log").unreadBytes()).isEqualTo(300);
    assertThat(coverage("x.log").writtenBytes()).isEqualTo(1_300);
    assertThat(coverage("x.log").lagMillis()).isBetween(2_000L, 5_000L);
  }

  @Test
  void anErrorOfOneFileIsToldAndTriedAgain() throws IOException {
    write("x.log", 5, 100);
    agent.pauseMillis(1_000);
    // What a descriptor gone bad looks like from here: the channel is closed under us.
    Thread.currentThread().interrupt();
    agent.source().read(64 << 10);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(agent.opener.all()).isEmpty();
    assertThat(agent.notices.texts()).hasSize(1);
    assertThat(agent.notices.texts().get(0)).contains("cannot read /var/log/x.log");
    assertThat(agent.source().isAtEnd()).isFalse();

    agent.runMillis(3_000);
    assertThat(agent.opener.all()).hasSize(5);
    assertThat(coverage("x.log").error()).isNull();
  }

  @Test
  void aFileThatGrowsAndCannotBeReadIsStuck() throws IOException {
    write("x.log", 5, 100);
    agent.pauseMillis(1_000);
    for (int i = 0; i < 20 && !coverage("x.log").stuck(); i++) {
      agent.pauseMillis(5_000);
      Thread.currentThread().interrupt();
      agent.source().read(64 << 10);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(coverage("x.log").stuck()).isTrue();
    assertThat(coverage("x.log").error()).isNotNull();
    assertThat(agent.notices.count("files.stuck:/var/log/x.log")).isEqualTo(1);

    agent.runMillis(120_000);
    assertThat(agent.opener.all()).hasSize(5);
    assertThat(coverage("x.log").stuck()).isFalse();
  }

  @Test
  void whileReadingIsPausedNothingIsStuck() throws IOException {
    write("x.log", 5, 100);
    agent.pauseMillis(60_000);

    assertThat(coverage("x.log").stuck()).isFalse();
    assertThat(agent.notices.all()).isEmpty();
  }
}
