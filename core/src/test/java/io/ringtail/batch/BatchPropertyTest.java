package io.ringtail.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BatchPropertyTest {
  private static final int OVERHEAD = 26;

  /** A record: its length and how far its time is from the one before. */
  record Step(int length, int millis) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 300);
    Arbitrary<Integer> jumps =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.just(0)),
            net.jqwik.api.Tuple.of(3, Arbitraries.integers().between(-2, 3)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-3_000, 3_000)));
    return Combinators.combine(lengths, jumps).as(Step::new).list().ofMaxSize(300);
  }

  @Property(tries = 300)
  void everythingComesOutOnceAndEveryBatchKeepsAllLimits(
      @ForAll("steps") List<Step> steps, @ForAll @IntRange(max = OVERHEAD) int headroom) {
    BatchLimits limits =
        new BatchLimits(20, 1_000, OVERHEAD, 1_500).withIds().withHeadroom(headroom);
    TestBatches pool = new TestBatches(limits, Integer.MAX_VALUE);
    BatchAssembler assembler = new BatchAssembler(pool, () -> new Destination("g", "s"), 0);
    List<String> appended = new ArrayList<>();
    long time = 10_000;
    for (Step step : steps) {
      time += step.millis();
      String id = appended.size() + ":";
      String text = id + "x".repeat(step.length());
      appended.add(text + "@" + time);
      assertThat(assembler.hasRoom()).isTrue();
      TestBatches.append(assembler, text, time, 0);
      assembler.identify(-time, appended.size() - 1);
    }
    assembler.flush();

    assertThat(pool.all().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(appended);
    pool.submitted.forEach(batch -> checkLimits(batch, limits));
    pool.submitted.forEach(BatchPropertyTest::checkIds);
    pool.submitted.forEach(batch -> checkRuns(batch, headroom));
    checkOrderWithinAMillisecond(pool);
  }

  private static void checkIds(RecordBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      assertThat(TestBatches.text(batch, i)).startsWith(batch.number(i) + ":");
      assertThat(batch.originId(i)).isEqualTo(-batch.timeMillis(i));
    }
  }

  /** Headrooms lie between the records of a run, and nothing else: none touches a record. */
  private static void checkRuns(RecordBatch batch, int headroom) {
    List<String> records = TestBatches.records(batch);
    int next = 0;
    for (int i = 0; i < batch.size(); i = next) {
      next = batch.runEnd(i, batch.size());
      for (int j = i; j < next; j++) {
        Arrays.fill(batch.array(), batch.offset(j) - headroom, batch.offset(j), (byte) '#');
        assertThat(
                j == i || batch.offset(j) == batch.offset(j - 1) + batch.length(j - 1) + headroom)
            .isTrue();
      }
      assertThat(batch.runEnd(i, i + 1)).isEqualTo(i + 1);
    }
    assertThat(TestBatches.records(batch)).isEqualTo(records);
    assertThat(batch.usedBytes()).isLessThanOrEqualTo(batch.array().length);
  }

  private static void checkLimits(RecordBatch batch, BatchLimits limits) {
    assertThat(batch.isEmpty()).isFalse();
    assertThat(batch.size()).isLessThanOrEqualTo(limits.maxRecords());
    assertThat(batch.remainingBytes() + (long) OVERHEAD * batch.size())
        .isLessThanOrEqualTo(limits.maxBytes());
    long first = batch.timeMillis(0);
    long last = batch.timeMillis(batch.size() - 1);
    assertThat(last - first).isBetween(0L, limits.maxSpanMillis());
    for (int i = 1; i < batch.size(); i++) {
      assertThat(batch.timeMillis(i)).isGreaterThanOrEqualTo(batch.timeMillis(i - 1));
    }
    assertThat(batch.minMillis()).isEqualTo(first);
    assertThat(batch.maxMillis()).isEqualTo(last);
  }

  /** Delivered in the order of submission, records of one time are in the order of arrival. */
  private static void checkOrderWithinAMillisecond(TestBatches pool) {
    Set<String> wrong = new HashSet<>();
    java.util.Map<Long, Integer> latest = new java.util.HashMap<>();
    for (RecordBatch batch : pool.submitted) {
      for (int i = 0; i < batch.size(); i++) {
        int id = Integer.parseInt(TestBatches.text(batch, i).split(":", 2)[0]);
        Integer before = latest.put(batch.timeMillis(i), id);
        if (before != null && before > id) {
          wrong.add(before + " before " + id);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
