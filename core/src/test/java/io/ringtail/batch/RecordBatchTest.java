package io.ringtail.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import org.junit.jupiter.api.Test;

class RecordBatchTest {
  @Test
  void keepsOnlyWhatIsRetained() {
    RecordBatch batch = TestBatches.of("b@2", "a@1", "c@3", "d@4");

    batch.retain(i -> i % 2 == 1);
    assertThat(TestBatches.records(batch)).containsExactly("b@2", "d@4");
    batch.retain(i -> i == 1);
    assertThat(TestBatches.records(batch)).containsExactly("d@4");
    assertThat(batch.remainingBytes()).isEqualTo(1);

    batch.retain(i -> false);
    assertThat(batch.isEmpty()).isTrue();
  }

  @Test
  void refusesLimitsThatItsSortKeysCannotHold() {
    assertThatThrownBy(() -> new RecordBatch(new BatchLimits(1 << 20, 1, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048576");
  }

  @Test
  void smallerBatchesHavePlacesForAsManyRecords() {
    BatchLimits limits = new BatchLimits(10_000, 1 << 20, 26, 1_000);

    assertThat(limits.withMaxBytes(96_000)).isEqualTo(new BatchLimits(1_000, 96_000, 26, 1_000));
    assertThat(limits.withMaxBytes(2 << 20)).isSameAs(limits);
    assertThat(limits.maxRecordBytes()).isEqualTo((1 << 20) - 26);
  }

  @Test
  void headroomTakesNoMoreHeapThanAFullBatchHasAnyway() {
    BatchLimits limits =
        new BatchLimits(100, 2_000, 20, 1_000).inForm(RecordForm.JSON_STRING).withHeadroom(40);
    RecordBatch batch = new RecordBatch(limits);
    while (batch.fits(1, 0)) {
      long expected = batch.heapBytes() + batch.growthBytes(2);
      batch.append(new byte[] {'\\', '"'}, 2, 1, 0, Level.INFO, false);
      assertThat(batch.heapBytes()).isEqualTo(expected);
    }

    assertThat(batch.size()).isEqualTo(95);
    assertThat(batch.usedHeapBytes()).isLessThanOrEqualTo(RecordBatch.heapBytes(limits));
    assertThatThrownBy(() -> limits.withHeadroom(41))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headroomBytes=41");
  }

  @Test
  void runsEndWhereTheOrderOfTimeIsNotThatOfArrival() {
    RecordBatch batch = TestBatches.of("a@1", "b@1", "d@3", "c@2", "e@3");

    assertThat(TestBatches.records(batch)).containsExactly("a@1", "b@1", "c@2", "d@3", "e@3");
    assertThat(batch.runEnd(0, 5)).isEqualTo(2);
    assertThat(batch.runEnd(0, 1)).isEqualTo(1);
    assertThat(batch.runEnd(2, 5)).isEqualTo(3);
    assertThat(batch.runEnd(3, 5)).isEqualTo(4);
    assertThat(batch.runEnd(4, 5)).isEqualTo(5);
  }
}
