package io.ringtail.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.event.Level;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAssemblerTest {
  private static final BatchLimits LIMITS = new BatchLimits(5, 100, 10, 1_000);

  private final TestBatches pool = new TestBatches(LIMITS, 100);
  private int opened;
  private final BatchAssembler assembler =
      new BatchAssembler(pool, () -> new Destination("g", "s" + ++opened), 500);

  @Test
  void fillsABatchToTheByte() {
    append("a".repeat(40), 1);
    append("b".repeat(40), 2);
    assertThat(pool.submitted).isEmpty();

    append("c", 3);

    assertThat(pool.submitted).hasSize(1);
    assertThat(pool.submitted.get(0).remainingBytes()).isLessThanOrEqualTo(80);
  }

  @Test
  void fillsABatchToTheCount() {
    for (int i = 0; i < 11; i++) {
      append("r" + i, i);
    }

    assembler.flush();

    assertThat(pool.all().stream().mapToInt(List::size)).allMatch(size -> size <= 5);
    assertThat(pool.all().stream().flatMap(List::stream)).hasSize(11).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheSpanToTheMillisecond() {
    append("a", 0);
    append("b", 1_000);
    assertThat(pool.submitted).isEmpty();

    append("c", 1_001);
    assembler.flush();

    assertThat(pool.all()).containsExactly(List.of("a@0"), List.of("b@1000", "c@1001"));
  }

  /** As when there is no memory: here the next batch is too small. */
  @Test
  void whatCannotBeCarriedStaysInItsBatch() {
    BatchLimits large = new BatchLimits(100, 10_000, 10, 1_000);
    BatchLimits small = new BatchLimits(64, 10_000, 10, 1_000);
    List<RecordBatch> submitted = new ArrayList<>();
    BatchPool poor =
        new BatchPool() {
          private int taken;

          @Override
          public RecordBatch tryTake() {
            return new RecordBatch(++taken == 2 ? small : large);
          }

          @Override
          public void submit(RecordBatch batch) {
            submitted.add(batch);
          }
        };
    BatchAssembler other = new BatchAssembler(poor, () -> new Destination("g", "s"), 500);
    for (int i = 0; i < 100; i++) {
      assertThat(other.hasRoom()).isTrue();
      TestBatches.append(other, "r", i == 0 ? 1 : 2, 0);
    }

    assertThatThrownBy(() -> TestBatches.append(other, "no", 2, 0))
        .isInstanceOf(RuntimeException.class);

    assertThat(submitted).singleElement().extracting(RecordBatch::size).isEqualTo(100);
    assertThat(other.openRecords()).isZero();
    assertThat(other.hasRoom()).isTrue();
    TestBatches.append(other, "next", 3, 0);
    other.flush();
    assertThat(TestBatches.records(submitted.get(1))).containsExactly("next@3");
  }

  @Test
  void carriesNothingThatWouldBreakTheNextSpan() {
    append("a", 0);
    append("b", 900);
    append("c", 5_000);
    assembler.flush();

    assertThat(pool.all()).containsExactly(List.of("a@0", "b@900"), List.of("c@5000"));
  }

  @Test
  void carriesNothingWhereAnOlderRecordWouldBreakTheNextSpan() {
    append("a", 5_000);
    append("b", 5_900);
    append("c", 0);
    assembler.flush();

    assertThat(pool.all()).containsExactly(List.of("a@5000", "b@5900"), List.of("c@0"));
  }

  @Test
  void timesAsFarApartAsLongsGoDoNotShareABatch() {
    TestBatches wide = new TestBatches(new BatchLimits(5, 100, 0, Long.MAX_VALUE), 10);
    BatchAssembler unlimited = new BatchAssembler(wide, () -> new Destination("g", "s"), 0);
    for (long time : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0, -62_167_219_200_000L}) {
      assertThat(unlimited.hasRoom()).isTrue();
      TestBatches.append(unlimited, "x", time, 0);
    }
    unlimited.flush();

    assertThat(wide.all().stream().flatMap(List::stream)).hasSize(4);
    assertThat(wide.submitted)
        .allMatch(batch -> batch.timeMillis(0) <= batch.timeMillis(batch.size() - 1));
  }

  @Test
  void sealsIntoTheOrderOfTimeAndKeepsTheOrderOfArrivalWithinAMillisecond() {
    append("a", 5);
    append("b", 3);
    append("c", 5);
    append("d", 3);
    append("e", 4);
    assembler.flush();

    assertThat(pool.all()).containsExactly(List.of("b@3", "d@3", "e@4", "a@5", "c@5"));
  }

  @Test
  void aMillisecondIsDividedWhereOrderDoesNotMatter() {
    TestBatches unordered = new TestBatches(LIMITS.unordered(), 10);
    BatchAssembler filled = new BatchAssembler(unordered, () -> new Destination("g", "s"), 0);
    for (int i = 0; i < 6; i++) {
      assertThat(filled.hasRoom()).isTrue();
      TestBatches.append(filled, "r" + i, i == 0 ? 1 : 2, 0);
    }
    filled.flush();

    assertThat(unordered.all())
        .containsExactly(List.of("r0@1", "r1@2", "r2@2", "r3@2", "r4@2"), List.of("r5@2"));
  }

  @Test
  void carriesTheNewestMillisecondOver() {
    append("a", 1);
    append("b", 2);
    append("c", 2);
    append("d", 1);
    append("e", 2);
    append("f", 2);
    assembler.flush();

    assertThat(pool.all())
        .containsExactly(List.of("a@1", "d@1"), List.of("b@2", "c@2", "e@2", "f@2"));
    assertThat(pool.submitted.get(0).maxMillis()).isEqualTo(1);
  }

  @Test
  void dividesAMillisecondThatFillsABatchAlone() {
    for (int i = 0; i < 7; i++) {
      append("r" + i, 9);
    }
    assembler.flush();

    assertThat(pool.all())
        .containsExactly(List.of("r0@9", "r1@9", "r2@9", "r3@9", "r4@9"), List.of("r5@9", "r6@9"));
  }

  @Test
  void carriesNothingWhenTheNextRecordWouldNotFitBesideIt() {
    append("a", 1);
    append("b".repeat(40), 2);
    append("c".repeat(70), 2);
    assembler.flush();

    assertThat(pool.all())
        .containsExactly(List.of("a@1", "b".repeat(40) + "@2"), List.of("c".repeat(70) + "@2"));
  }

  @Test
  void aSingleGiantHasABatchOfItsOwn() {
    append("a", 1);
    append("x".repeat(90), 2);
    append("b", 3);
    assembler.flush();

    assertThat(pool.all())
        .containsExactly(List.of("a@1"), List.of("x".repeat(90) + "@2"), List.of("b@3"));
  }

  @Test
  void lingersFromTheFirstRecordOn() {
    assertThat(assembler.nanosUntilDue(0)).isEqualTo(Long.MAX_VALUE);
    assertThat(assembler.hasRoom()).isTrue();
    TestBatches.append(assembler, "a", 1, 1_000);
    assertThat(assembler.hasRoom()).isTrue();
    TestBatches.append(assembler, "b", 1, 1_400);

    assertThat(assembler.nanosUntilDue(1_400)).isEqualTo(100);
    assertThat(assembler.nanosUntilDue(1_600)).isEqualTo(-100);
    assembler.flush();
    assertThat(assembler.nanosUntilDue(1_600)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void asksForTheDestinationOfEachNewBatch() {
    append("a", 1);
    assembler.flush();
    append("b", 2);
    assembler.flush();
    assembler.flush();

    assertThat(pool.submitted.stream().map(batch -> batch.destination().stream()))
        .containsExactly("s1", "s2");
  }

  @Test
  void hasNoRoomWithoutASpare() {
    BatchAssembler narrow =
        new BatchAssembler(new TestBatches(LIMITS, 1), () -> new Destination("g", "s"), 0);

    assertThat(narrow.hasRoom()).isFalse();
    assertThat(narrow.openRecords()).isZero();
  }

  @Test
  void remembersLevelAndOrigin() {
    assertThat(assembler.hasRoom()).isTrue();
    assembler.append(new byte[] {'x'}, 1, 1, 7, Level.ERROR, true, 0);
    assertThat(assembler.openRecords()).isEqualTo(1);
    assembler.flush();

    RecordBatch batch = pool.submitted.get(0);
    assertThat(batch.level(0)).isEqualTo(Level.ERROR);
    assertThat(batch.isOwn(0)).isTrue();
    assertThat(assembler.openRecords()).isZero();
  }

  private void append(String text, long timeMillis) {
    assertThat(assembler.hasRoom()).isTrue();
    TestBatches.append(assembler, text, timeMillis, 0);
  }
}
