package io.ringtail.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.Destination;
import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.TestBatches;
import io.ringtail.config.DeadLetterPlace;
import io.ringtail.config.SinkSettings;
import io.ringtail.telemetry.Clock;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dead letters in another sink. */
@Timeout(60)
class ArchiveShelfTest {
  private static final DeadLetterPlace.InSink PLACE =
      new DeadLetterPlace.InSink("archive", "bucket/rejected");

  private final ScriptedSink sink = new ScriptedSink();
  private final Telemetry telemetry = new Telemetry("search");
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<Destination> destinations = new CopyOnWriteArrayList<>();

  @Test
  void aRefusedRecordGetsThereReadable() {
    DeadLetters letters = letters();

    refuse(letters, "{\"a\":1.50}");

    await().until(() -> sent().size() == 1);
    assertThat(sent().get(0)).startsWith("{\"time\":").contains(",\"record\":{\"a\":1.50}}@");
    assertThat(destinations).containsOnly(new Destination("bucket/rejected", "kept"));
    assertThat(telemetry.deadLetters()).isEqualTo(1);
    letters.close(in(Duration.ofSeconds(10)));
    await().until(() -> sink.closes() == 1);
  }

  @Test
  void whatWaitsForCompanyGetsThereAtTheEnd() {
    Archive patient = new Archive(60_000);
    DeadLetters letters = letters(patient);
    refuse(letters, "{\"a\":1}");

    letters.close(in(Duration.ofSeconds(10)));

    assertThat(sent()).hasSize(1);
    assertThat(notices).isEmpty();
  }

  @Test
  void anArchiveThatHangsKeepsNobodyWaitingAndTakesBoundedMemory() {
    CountDownLatch healed = new CountDownLatch(1);
    sink.otherwise(
        batch -> {
          healed.await();
          return Outcomes.all(batch.size(), Outcome.ACCEPTED);
        });
    DeadLetters letters = letters();
    int refused = 20_000;
    // 20 MB, in the very thread that the sink under test sends with.
    for (int i = 0; i < refused; i++) {
      refuse(letters, "{\"number\":" + i + ",\"filler\":\"" + "x".repeat(1_000) + "\"}");
    }

    long kept = telemetry.deadLetters();
    assertThat(kept).as("in four batches of 256 KiB").isBetween(400L, 1_000L);
    assertThat(telemetry.deadLettersLost()).isEqualTo(refused - kept);
    assertThat(notices).anyMatch(text -> text.contains("archive://bucket/rejected takes refused"));

    healed.countDown();
    letters.close(in(Duration.ofSeconds(20)));
    assertThat(sent()).hasSize((int) kept);
  }

  @Test
  void largeLettersTakeNoMoreThanTheirShareOfMemoryAndSmallOnesFindRoomBesideThem() {
    CountDownLatch healed = new CountDownLatch(1);
    sink.otherwise(
        batch -> {
          healed.await();
          return Outcomes.all(batch.size(), Outcome.ACCEPTED);
        });
    DeadLetters letters = letters();
    refuse(letters, "{\"filler\":\"" + "x".repeat(3 << 20) + "\"}");
    assertThat(telemetry.deadLetters()).as("a single one may be of any size").isEqualTo(1);
    await().until(() -> sink.underWay() == 1);

    refuse(letters, "{\"filler\":\"" + "x".repeat(700_000) + "\"}");
    assertThat(telemetry.deadLettersLost()).as("2 MiB are full").isEqualTo(1);
    refuse(letters, "{\"small\":1}");
    assertThat(telemetry.deadLetters()).isEqualTo(2);

    healed.countDown();
    await().until(() -> sent().size() == 2);
    for (int i = 0; i < 8; i++) {
      refuse(letters, "{\"filler\":\"" + "x".repeat(700_000) + "\"}");
      int sent = 3 + i;
      await().until(() -> sent().size() == sent);
    }
    letters.close(in(Duration.ofSeconds(20)));
    assertThat(telemetry.deadLettersLost()).as("there is room again").isEqualTo(1);
  }

  @Test
  void whatCannotBeKeptInTimeIsToldAtTheEnd() {
    sink.otherwise(ScriptedSink.later(RetryCause.UNAVAILABLE));
    DeadLetters letters = letters();
    refuse(letters, "{\"a\":1}");
    await().until(() -> !sink.sends().isEmpty());

    letters.close(in(Duration.ofMillis(100)));

    assertThat(notices)
        .anyMatch(text -> text.startsWith("dead letters: sink archive: scripted"))
        .anyMatch(text -> text.startsWith("1 refused records did not get to archive://bucket"));
    refuse(letters, "{\"a\":2}");
    assertThat(telemetry.deadLettersLost()).isEqualTo(1);
  }

  @Test
  void withoutARefusedRecordNothingIsOpened() {
    letters().close(in(Duration.ofSeconds(1)));

    assertThat(sink.closes()).isZero();
  }

  private static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  private List<String> sent() {
    return sink.sends().stream().flatMap(List::stream).toList();
  }

  private DeadLetters letters() {
    return letters(new Archive(10));
  }

  private DeadLetters letters(Archive archive) {
    SinkContext context =
        new SinkContext(true, null, SinkSettings.NONE, (weight, key, text) -> notices.add(text));
    return DeadLetters.of(PLACE, 1 << 20, archive, context, Clock.SYSTEM);
  }

  private void refuse(DeadLetters letters, String json) {
    Outcome refused = new Outcome.Rejected(DropReason.REFUSED, "scripted");
    letters.keep(TestBatches.of(json + "@1"), Outcomes.all(1, refused), telemetry);
  }

  /** The scripted sink, opened as an archive and in no other way. */
  private final class Archive implements ArchiveFactory {
    private final long lingerMillis;

    Archive(long lingerMillis) {
      this.lingerMillis = lingerMillis;
    }

    @Override
    public String name() {
      return "archive";
    }

    @Override
    public BatchLimits limits() {
      return sink.limits();
    }

    @Override
    public long lingerMillis(SinkSettings settings, long usual) {
      return lingerMillis;
    }

    @Override
    public int maxConcurrentSends() {
      return 4;
    }

    @Override
    public long sendHeapBytes(BatchLimits limits) {
      return 0;
    }

    @Override
    public Sink open(SinkContext context) {
      throw new AssertionError("the sink's own destination is not asked for");
    }

    @Override
    public @Nullable String problemOf(String place) {
      return null;
    }

    @Override
    public Destination destination(String place) {
      return new Destination(place, "kept");
    }

    @Override
    public Sink openArchive(SinkContext context) {
      return new Sink() {
        @Override
        public Outcomes send(RecordBatch batch) throws Exception {
          destinations.add(batch.destination());
          return sink.send(batch);
        }

        @Override
        public void close() {
          sink.close();
        }
      };
    }

    @Override
    public void read(String place, SinkContext context, Reader reader) {
      throw new AssertionError("nobody reads");
    }
  }
}
