package io.ringtail.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
