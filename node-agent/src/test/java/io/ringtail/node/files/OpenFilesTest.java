package io.ringtail.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More logs than files may be open. */
class OpenFilesTest {
  private static final int LOGS = 40;
  private static final int MAY_OPEN = 8;

  private final Path logs;
  private final TestAgent agent;

  OpenFilesTest(@TempDir Path root) {
    this.logs = root.resolve("var/log");
    this.agent = new TestAgent(root);
  }

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(logs);
    for (int i = 0; i < LOGS; i++) {
      Files.writeString(logs.resolve(i + ".log"), "first of " + i + "\n");
    }
    agent.containers = false;
    agent.include = List.of("/var/log/*.log");
    // 64 are left to others.
    agent.openFiles = new OpenFiles(64 + MAY_OPEN);
    agent.start();
  }

  @AfterEach
  void close() {
    agent.close();
  }

  private long open() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(fd -> real(fd).startsWith(logs.toString())).count();
    }
  }

  private static String real(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString();
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void asManyAreReadAsMayBeOpenAndOthersWhenTheseEnd() throws IOException {
    agent.runMillis(10_000);
    assertThat(open()).isEqualTo(MAY_OPEN);
    assertThat(agent.opener.all()).hasSize(MAY_OPEN);

    int ended = 0;
    while (ended < LOGS) {
      for (String line : agent.opener.all()) {
        Path log = logs.resolve(line.substring(line.lastIndexOf(' ') + 1) + ".log");
        ended += Files.deleteIfExists(log) ? 1 : 0;
      }
      agent.runMillis(10_000);
      assertThat(open()).isLessThanOrEqualTo(MAY_OPEN);
    }
    assertThat(agent.opener.all()).hasSize(LOGS).doesNotHaveDuplicates();
    assertThat(agent.opener.losses).isEmpty();
    assertThat(agent.source().problem()).isNull();
  }

  @Test
  void itIsToldOnceAndShownForAsLongAsSomeWait() {
    agent.runMillis(10_000);

    assertThat(agent.source().problem()).contains("hold 8 log files open", "32 wait");
    assertThat(agent.notices.texts().get(0)).contains("ulimit -n", "raise the limit");
  }

  @Test
  void aWantOfDescriptorsIsKnownByItsReason() {
    assertThat(OpenFiles.areUsedUp(new FileSystemException("a", null, "Too many open files")))
        .isTrue();
    assertThat(OpenFiles.areUsedUp(new FileSystemException("a", null, "Permission denied")))
        .isFalse();
  }
}
