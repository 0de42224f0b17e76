package io.ringtail.node.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import org.junit.jupiter.api.Test;

class ReusedBatchesTest {
  private static final long BYTES = 200_000;

  private final ReusedBatches batches =
      new ReusedBatches(new BatchLimits(10_000, 1_000_000, 26, Long.MAX_VALUE));

  @Test
  void aNewBatchHasWhatItIsExpectedToNeed() {
    assertThat(batches.take(BYTES, true).heapBytes()).isGreaterThanOrEqualTo(BYTES);
  }

  @Test
  void whereMemoryIsShortANewBatchBeginsSmall() {
    assertThat(batches.take(BYTES, false).heapBytes()).isLessThan(BYTES / 4);
  }

  @Test
  void whereMemoryIsShortABatchThatIsThereIsTakenWhole() {
    RecordBatch returned = batches.take(BYTES, true);
    batches.giveBack(returned);

    assertThat(batches.take(BYTES, false)).isSameAs(returned);
  }

  @Test
  void aQuietLogDoesNotGetTheBatchOfABusyOne() {
    RecordBatch returned = batches.take(BYTES, true);
    batches.giveBack(returned);

    assertThat(batches.take(0, true)).isNotSameAs(returned);
  }

  @Test
  void theSmallestAreLetGoOfWhereMemoryIsShort() {
    RecordBatch large = batches.take(BYTES, true);
    RecordBatch small = batches.take(BYTES / 2, true);
    batches.giveBack(large);
    batches.giveBack(small);
    batches.shrinkTo(large.heapBytes());

    assertThat(batches.take(BYTES / 2, true)).isSameAs(large);
    assertThat(batches.take(BYTES / 2, true)).isNotSameAs(small);
  }
}
