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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {
  private final FakeClock clock = new FakeClock();
  private final RecordingNotices notices = new RecordingNotices();
  private final Path directory;
  private final Path file;
  private final List<FileCheckpoints> opened = new ArrayList<>();

  FileCheckpointsTest(@TempDir Path root) {
    this.directory = root.resolve("state");
    this.file = directory.resolve("checkpoints.json");
  }

  /** What still writes would be in the way of whoever deletes the directory. */
  @AfterEach
  void close() {
    for (FileCheckpoints each : opened) {
      try {
        each.close();
      } catch (RejectedExecutionException e) {
        // Its test has closed it.
      }
    }
  }

  private FileCheckpoints open() {
    FileCheckpoints checkpoints = new FileCheckpoints(directory, notices, clock);
    opened.add(checkpoints);
    return checkpoints;
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
  void onlyWhatHasChangedIsWritten() throws IOException {
    AtomicReference<String> value = new AtomicReference<>("1");
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("quiet", () -> "never changes");
      checkpoints.remember("log", value::get);
      tick(checkpoints);
      await().untilAsserted(() -> assertThat(file).content().contains("\"1\""));
      long size = Files.size(file);
      long written = checkpoints.writtenMillis();
      for (int i = 0; i < 5; i++) {
        tick(checkpoints);
      }
      value.set("2");
      tick(checkpoints);
      await().untilAsserted(() -> assertThat(open().saved("log")).isEqualTo("2"));

      assertThat(checkpoints.writtenMillis()).isEqualTo(written + 6_000);
      assertThat(Files.readString(file).substring((int) size))
          .contains("\"2\"")
          .doesNotContain("quiet");
      assertThat(open().saved("quiet")).isEqualTo("never changes");
    }
  }

  @Test
  void whatRestsIsAskedOnceMoreAndThenNotUntilItIsAwake() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger ofResting = new AtomicInteger();
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", () -> String.valueOf(asked.incrementAndGet()));
      checkpoints.remember("resting", () -> String.valueOf(ofResting.incrementAndGet()));
      ticks(checkpoints, asked, 20);
      int before = ofResting.get();
      checkpoints.rest("resting");
      ticks(checkpoints, asked, 30);
      assertThat(ofResting.get()).isEqualTo(before + 1);
      assertThat(open().saved("resting")).isEqualTo(String.valueOf(before + 1));

      checkpoints.wake("resting");
      int awake = ticks(checkpoints, asked, 20);
      assertThat(ofResting.get()).isEqualTo(before + 1 + awake);
      checkpoints.rest("resting");
    }
    assertThat(open().saved("resting")).isEqualTo(String.valueOf(ofResting.get()));
  }

  @Test
  void aFileThatHasGrownLongIsWrittenAnew() throws IOException {
    AtomicReference<String> value = new AtomicReference<>("");
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", value::get);
      for (int i = 0; i < 12; i++) {
        value.set(i + "x".repeat(50_000));
        tick(checkpoints);
        await().untilAsserted(() -> assertThat(open().saved("log")).isEqualTo(value.get()));
        assertThat(Files.size(file)).isLessThan(400_000);
      }
    }
    assertThat(Files.size(file)).isLessThan(60_000);
  }

  @Test
  void ofChangesThatAreTornThoseBeforeAreTaken() throws IOException {
    AtomicReference<String> value = new AtomicReference<>("0");
    FileCheckpoints checkpoints = open();
    checkpoints.remember("log", value::get);
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      value.set(String.valueOf(i));
      tick(checkpoints);
      await().untilAsserted(() -> assertThat(open().saved("log")).isEqualTo(value.get()));
      ends.add(Files.size(file));
    }
    byte[] whole = Files.readAllBytes(file);
    for (int length = ends.get(0).intValue(); length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int kept = length;
      long expected = ends.stream().filter(end -> end <= kept).count() - 1;

      FileCheckpoints next = open();
      assertThat(next.saved("log")).as("cut at " + length).isEqualTo(String.valueOf(expected));
      assertThat(next.isDamaged()).isFalse();
    }
    assertThat(notices.texts().get(0)).contains(file.toString(), "those before it are taken");
  }

  @Test
  void nothingIsAddedToATornEnd() throws IOException {
    AtomicReference<String> value = new AtomicReference<>("1");
    FileCheckpoints checkpoints = open();
    checkpoints.remember("log", value::get);
    tick(checkpoints);
    await().until(() -> "1".equals(open().saved("log")));
    Files.writeString(file, Files.readString(file) + "{\"ringtail\":\"che");

    FileCheckpoints next = open();
    next.remember("log", () -> "2");
    tick(next);
    await().until(() -> "2".equals(open().saved("log")));
    assertThat(Files.readString(file)).doesNotContain("\"che{").endsWith("}\n");
  }

  @Test
  void whatIsForgottenIsGoneFromTheNextChangeOn() {
    FileCheckpoints checkpoints = open();
    checkpoints.remember("log", () -> "1");
    checkpoints.remember("other", () -> "2");
    tick(checkpoints);
    await().until(() -> "1".equals(open().saved("log")));
    checkpoints.forget("log");
    tick(checkpoints);

    await().untilAsserted(() -> assertThat(open().savedKeys()).containsExactly("other"));
  }

  @Test
  void whatIsReleasedStandsUntilSomebodyAnswersForItAgain() {
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", () -> "1");
      tick(checkpoints);
      checkpoints.release("log");
      tick(checkpoints);
      tick(checkpoints);

      assertThat(checkpoints.saved("log")).isEqualTo("1");
    }
    assertThat(open().saved("log")).isEqualTo("1");
  }

  @Test
  void whoRestsForAMonthIsNotForgotten() {
    FileCheckpoints checkpoints = open();
    checkpoints.remember("log", () -> "1");
    for (int day = 0; day < 30; day++) {
      long before = checkpoints.writtenMillis();
      clock.advance(Duration.ofDays(1));
      checkpoints.tick(clock.nanoTime());
      await().until(() -> checkpoints.writtenMillis() > before);
    }
    clock.advance(Duration.ofDays(1));

    FileCheckpoints next = open();
    tick(next);
    assertThat(next.saved("log")).isEqualTo("1");
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
    assertThat(notices.texts().get(0)).contains(file.toString(), "those before it are taken");
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
    Files.writeString(file, Files.readString(file).replace("\"version\":2", "\"version\":3"));

    assertThat(open().isDamaged()).isTrue();
    assertThat(notices.texts().get(0)).contains("its version is 3");
  }

  @Test
  void theFirstVersionIsRead() throws IOException {
    save("first");
    Files.writeString(file, Files.readString(file).replace("\"version\":2", "\"version\":1"));

    assertThat(open().saved("log")).isEqualTo("first");
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
  void onAFullDiskTheLastOnesStandAndTheNextAreWrittenOnceThereIsRoom() throws IOException {
    save("before");
    Path temporary = directory.resolve("checkpoints.json.tmp");
    Files.createSymbolicLink(temporary, Path.of("/dev/full"));
    try (FileCheckpoints checkpoints = open()) {
      checkpoints.remember("log", () -> "after");
      tick(checkpoints);
      await().until(() -> checkpoints.lastError() != null);
      assertThat(checkpoints.lastError()).contains("No space left on device");
      assertThat(open().saved("log")).isEqualTo("before");

      Files.delete(temporary);
      await()
          .untilAsserted(
              () -> {
                tick(checkpoints);
                assertThat(open().saved("log")).isEqualTo("after");
              });
      await().until(() -> checkpoints.lastError() == null);
    }
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
