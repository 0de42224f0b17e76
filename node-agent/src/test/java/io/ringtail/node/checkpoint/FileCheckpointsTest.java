package io.ringtail.node.checkpoint;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.testing.FakeClock;
import io.ringtail.testing.RecordingNotices;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {
  private final FakeClock clock = new FakeClock();
  private final RecordingNotices notices = new RecordingNotices();
  private final Path directory;
  private final Path file;

  FileCheckpointsTest(@TempDir Path root) {
    this.directory = root.resolve("state");
    this.file = directory.resolve("checkpoints.json");
  }

  private FileCheckpoints open() {
    return new FileCheckpoints(directory, notices, clock);
  }

  private void save(String value) {
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", () -> value);
    }
  }

  private void tick(FileCheckpoints checkpoints) {
    clock.advance(Duration.ofSeconds(1));
    checkpoints.tick(clock.nanoTime());
  }

  @Test
  void whatIsRememberedIsThereAfterARestart() {
    save("{\"at\":17,\"of\":\"ä\\\"\n\"}");

    try (FileCheckpoints next = open()) {
      assertThat(next.saved("log")).isEqualTo("{\"at\":17,\"of\":\"ä\\\"\n\"}");
      assertThat(next.saved("other")).isNull();
      assertThat(next.savedKeys()).containsExactly("log");
      assertThat(next.isDamaged()).isFalse();
    }
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void whoIsKilledSoonAfterItsStartLeavesCheckpointsAllTheSame() {
    AtomicReference<String> value = new AtomicReference<>("at 0 ms");
    FileCheckpoints checkpoints = open();
    checkpoints.remember("log", value::get);
    checkpoints.tick(clock.nanoTime());
    await().untilAsserted(() -> assertThat(file).content().contains("at 0 ms"));

    clock.advance(Duration.ofMillis(100));
    value.set("at 100 ms");
    checkpoints.tick(clock.nanoTime());
    await().untilAsserted(() -> assertThat(open().saved("log")).isEqualTo("at 100 ms"));
  }

  @Test
  void isWrittenOnceASecondAfterAWhile() {
    AtomicInteger asked = new AtomicInteger();
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", () -> String.valueOf(asked.incrementAndGet()));
      int inFiveSeconds = ticks(checkpoints, asked, 50);
      assertThat(inFiveSeconds).isBetween(6, 10);
      assertThat(ticks(checkpoints, asked, 100)).isBetween(9, 10);
    }
  }

  /** A tenth of a second each. */
  private int ticks(FileCheckpoints checkpoints, AtomicInteger asked, int count) {
    int before = asked.get();
    for (int i = 0; i < count; i++) {
      clock.advance(Duration.ofMillis(100));
      int value = asked.get();
      checkpoints.tick(clock.nanoTime());
      if (asked.get() > value) {
        await().until(() -> String.valueOf(asked.get()).equals(open().saved("log")));
      }
    }
    return asked.get() - before;
  }

  @Test
  void isWrittenOnlyIfSomethingHasChanged() throws IOException {
    AtomicReference<String> value = new AtomicReference<>("1");
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", value::get);
      tick(checkpoints);
      await().untilAsserted(() -> assertThat(file).content().contains("\"1\""));
      Object first = Files.readAttributes(file, "unix:ino").get("ino");
      long written = checkpoints.writtenMillis();
      for (int i = 0; i < 5; i++) {
        tick(checkpoints);
      }
      value.set("2");
      tick(checkpoints);
      await().untilAsserted(() -> assertThat(file).content().contains("\"2\""));

      assertThat(checkpoints.writtenMillis()).isEqualTo(written + 6_000);
      assertThat(directory.resolve("checkpoints.json.1"))
          .satisfies(
              path ->
                  assertThat(Files.readAttributes(path, "unix:ino").get("ino")).isEqualTo(first));
    }
  }

  @Test
  void aTornFileIsReplacedByTheOneBeforeIt() throws IOException {
    save("first");
    save("second");
    long size = Files.size(file);
    for (long length = 0; length < size; length += 7) {
      byte[] whole = Files.readAllBytes(file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(length);
      }
      FileCheckpoints next = open();
      assertThat(next.saved("log")).as("cut at " + length).isEqualTo("first");
      assertThat(next.isDamaged()).isFalse();
      Files.write(file, whole);
    }
    assertThat(notices.texts().get(0)).contains(file.toString(), "copy before it is taken");
  }

  @Test
  void aFlippedBitIsNoticed() throws IOException {
    save("first");
    save("second");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 10] ^= 1;
    Files.write(file, bytes);

    assertThat(open().saved("log")).isEqualTo("first");
  }

  @Test
  void killedBetweenTheTwoRenamesTheOneBeforeIsTakenInSilence() throws IOException {
    save("first");
    Files.move(file, directory.resolve("checkpoints.json.1"));

    FileCheckpoints next = open();
    assertThat(next.saved("log")).isEqualTo("first");
    assertThat(notices.all()).isEmpty();
  }

  @Test
  void whereBothAreBrokenNothingIsKnownAndThatIsSaid() throws IOException {
    save("first");
    save("second");
    Files.writeString(file, "garbage");
    Files.writeString(directory.resolve("checkpoints.json.1"), "");

    FileCheckpoints next = open();
    assertThat(next.isDamaged()).isTrue();
    assertThat(next.saved("log")).isNull();
    assertThat(notices.texts()).hasSize(1);
    assertThat(notices.texts().get(0)).contains("read from their beginning");
  }

  @Test
  void aLaterVersionIsNotGuessedAt() throws IOException {
    save("first");
    Files.writeString(file, Files.readString(file).replace("\"version\":1", "\"version\":2"));

    assertThat(open().isDamaged()).isTrue();
    assertThat(notices.texts().get(0)).contains("its version is 2");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsToldAndTriedAgain() throws IOException {
    Files.writeString(directory, "a file where the directory should be");
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", () -> "1");
      tick(checkpoints);
      await().until(() -> checkpoints.lastError() != null);
      assertThat(notices.count("checkpoints.write")).isEqualTo(1);

      Files.delete(directory);
      await()
          .atMost(10, SECONDS)
          .untilAsserted(
              () -> {
                tick(checkpoints);
                assertThat(file).exists();
              });
      await().until(() -> checkpoints.lastError() == null);
    }
    assertThat(open().saved("log")).isEqualTo("1");
  }

  @Test
  void entriesThatNobodyAnswersForAreDroppedAfterAWeek() {
    save("old");
    clock.advance(Duration.ofDays(6));
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("another", () -> "1");
    }
    assertThat(open().saved("log")).isEqualTo("old");
    clock.advance(Duration.ofDays(2));
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("another", () -> "1");
    }

    assertThat(open().savedKeys()).containsExactly("another");
  }

  @Test
  void whatIsForgottenIsGone() {
    save("1");
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.forget("log");
    }

    assertThat(open().savedKeys()).isEmpty();
  }
}
