package io.ringtail.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringtail.event.Level;
import io.ringtail.event.RecordForm;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(batch.heapBytes()).isLessThanOrEqualTo(RecordBatch.heapBytes(limits));
    assertThatThrownBy(() -> limits.withHeadroom(41))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("headroomBytes=41");
  }

  @Test
  void whatItHasOutgrownAndWhatItReleasesServesOthers() {
    List<byte[]> taken = new ArrayList<>();
    List<byte[]> returned = new ArrayList<>();
    BatchMemory memory =
        new BatchMemory() {
          @Override
          public byte[] take(int bytes) {
            taken.add(new byte[bytes]);
            return taken.get(taken.size() - 1);
          }

          @Override
          public void giveBack(byte[] array) {
            if (array.length > 0) {
              returned.add(array);
            }
          }
        };
    RecordBatch batch = new RecordBatch(new BatchLimits(100, 1 << 20, 0, 1_000), memory);
    assertThat(taken).isEmpty();
    batch.expect(20_000);
    for (int i = 0; i < 40; i++) {
      batch.append(new byte[1_000], 1_000, 1_000, 0, Level.INFO, false);
    }
    assertThat(taken)
        .extracting(array -> array.length)
        .containsExactly(20 << 10, 32 << 10, 48 << 10);
    assertThat(returned).containsExactlyElementsOf(taken.subList(0, 2));
    assertThat(batch.array()).isSameAs(taken.get(2));

    batch.clear();
    batch.releaseMemory();
    assertThat(returned).containsExactlyElementsOf(taken);
    batch.append(new byte[1], 1, 1, 0, Level.INFO, false);
    assertThat(batch.array()).isSameAs(taken.get(3)).hasSize(16 << 10);
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
