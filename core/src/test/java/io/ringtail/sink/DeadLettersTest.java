package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.TestBatches;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.config.SinkSettings;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
  private final Telemetry telemetry = new Telemetry("search");
  private final List<String> notices = new ArrayList<>();
  private final Path directory;

  DeadLettersTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void keepsWhatWasRefusedReadableAndNothingElse() throws IOException {
    RecordBatch batch = TestBatches.of("{\"a\":1.50}@1000", "{\"b\":2}@2000");
    Outcomes outcomes = Outcomes.all(2, Outcome.ACCEPTED);
    outcomes.set(0, 1, new Outcome.Rejected(DropReason.REFUSED, "no \"number\""));

    letters(1 << 20).keep(batch, outcomes, telemetry);

    List<String> lines = lines();
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0)).endsWith(",\"record\":{\"a\":1.50}}");
    JsonNode line = new ObjectMapper().readTree(lines.get(0));
    assertThat(line.path("time").asText()).isEqualTo("1970-01-01T00:00:01Z");
    assertThat(line.path("sink").asText()).isEqualTo("search");
    assertThat(line.path("group").asText()).isEqualTo("group");
    assertThat(line.path("stream").asText()).isEqualTo("stream");
    assertThat(line.path("reason").asText()).isEqualTo("refused");
    assertThat(line.path("detail").asText()).isEqualTo("no \"number\"");
    assertThat(telemetry.deadLetters()).isEqualTo(1);
  }

  @Test
  void theOldestMakeRoomAndAreCounted() throws IOException {
    DeadLetters letters = letters(64 * 1024);
    int kept = 2_000;
    for (int i = 0; i < kept; i++) {
      refuse(letters, "{\"number\":" + i + ",\"filler\":\"" + "x".repeat(100) + "\"}");
    }

    long bytes = 0;
    for (Path file : DeadLetters.files(directory)) {
      bytes += Files.size(file);
    }
    assertThat(bytes).isBetween(48L * 1024, 64L * 1024);
    List<String> lines = lines();
    assertThat(lines.get(lines.size() - 1)).contains("\"number\":1999,");
    assertThat(telemetry.deadLetters()).isEqualTo(kept);
    assertThat(telemetry.deadLettersLost()).isEqualTo(kept - lines.size());
  }

  @Test
  void aBatchOfManyLettersIsDividedAmongFiles() throws IOException {
    String[] records = new String[400];
    for (int i = 0; i < records.length; i++) {
      records[i] = "{\"number\":" + i + ",\"filler\":\"" + "x".repeat(100) + "\"}@1";
    }
    Outcome refused = new Outcome.Rejected(DropReason.REFUSED, "scripted");

    letters(64 * 1024)
        .keep(TestBatches.of(records), Outcomes.all(records.length, refused), telemetry);

    long bytes = 0;
    for (Path file : DeadLetters.files(directory)) {
      assertThat(Files.size(file)).isLessThanOrEqualTo(8 * 1024);
      bytes += Files.size(file);
    }
    assertThat(bytes).isBetween(48L * 1024, 64L * 1024);
    assertThat(telemetry.deadLetters()).isEqualTo(400);
    assertThat(telemetry.deadLettersLost()).isEqualTo(400 - lines().size());
  }

  @Test
  void theLettersOfABatchThatIsRefusedAsAWholeAreNotAllMadeAtOnce() {
    List<Integer> portions = new ArrayList<>();
    DeadLetterShelf shelf =
        new DeadLetterShelf() {
          @Override
          public void keep(List<byte[]> letters, Telemetry counts) {
            portions.add(letters.stream().mapToInt(letter -> letter.length).sum());
            counts.countDeadLetters(letters.size());
          }

          @Override
          public void close(long deadlineNanos) {}
        };
    String[] records = new String[100];
    Arrays.fill(records, "{\"filler\":\"" + "x".repeat(10_000) + "\"}@1");
    Outcome refused = new Outcome.Rejected(DropReason.REFUSED, "scripted");

    new DeadLetters(shelf, "there", (weight, key, text) -> {}, Clock.SYSTEM)
        .keep(TestBatches.of(records), Outcomes.all(records.length, refused), telemetry);

    assertThat(portions).hasSize(4).allMatch(bytes -> bytes < 270_000);
    assertThat(telemetry.deadLetters()).isEqualTo(100);
  }

  /** As another process does that shares the directory and makes room. */
  @Test
  void whatIsTakenAwayMeanwhileLosesNoLetterAfterIt() throws Exception {
    DeadLetters letters = letters(1 << 20);
    AtomicBoolean done = new AtomicBoolean();
    Thread deleting =
        new Thread(
            () -> {
              while (!done.get()) {
                deleteAll();
                LockSupport.parkNanos(1_000_000);
              }
            });
    deleting.start();
    for (int i = 0; i < 300; i++) {
      refuse(letters, "{}");
    }
    done.set(true);
    deleting.join();

    assertThat(notices).isEmpty();
    assertThat(telemetry.deadLetters()).isEqualTo(300);
  }

  private void deleteAll() {
    try {
      for (Path file : DeadLetters.files(directory)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsToldAndHarmsNobody() throws IOException {
    Files.writeString(directory.resolve("file"), "");
    DeadLetters letters = in(directory.resolve("file/below"), 1 << 20);

    refuse(letters, "{}");

    assertThat(notices).singleElement().asString().contains("file/below", "only counted");
    assertThat(telemetry.deadLetters()).isZero();
    assertThat(telemetry.deadLettersLost()).isEqualTo(1);
  }

  private DeadLetters letters(long maxBytes) {
    return in(directory, maxBytes);
  }

  private DeadLetters in(Path place, long maxBytes) {
    SinkContext context =
        new SinkContext(true, null, SinkSettings.NONE, (weight, key, text) -> notices.add(text));
    return DeadLetters.of(
        new DeadLetterPlace.Directory(place), maxBytes, null, context, Clock.SYSTEM);
  }

  private void refuse(DeadLetters letters, String json) {
    Outcome refused = new Outcome.Rejected(DropReason.REFUSED, "scripted");
    letters.keep(TestBatches.of(json + "@1"), Outcomes.all(1, refused), telemetry);
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : DeadLetters.files(directory)) {
      lines.addAll(Files.readAllLines(file));
    }
    return lines;
  }
}
