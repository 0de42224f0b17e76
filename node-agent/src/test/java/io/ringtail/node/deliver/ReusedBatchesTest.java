package io.ringtail.node.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringtail.batch.BatchLimits;
import io.ringtail.batch.RecordBatch;
import io.ringtail.event.Level;
import org.junit.jupiter.api.Test;

class ReusedBatchesTest {
  private static final int RECORDS = 1_000;

  private final ReusedBatches batches =
      new ReusedBatches(new BatchLimits(10_000, 1_000_000, 26, Long.MAX_VALUE));

  @Test
  void aBatchThatHasEnoughPlacesIsTakenAgain() {
    RecordBatch returned = returned(RECORDS);

    assertThat(batches.take(RECORDS, 0, true)).isSameAs(returned);
    assertThat(batches.take(RECORDS, 0, true)).isNotSameAs(returned);
  }

  @Test
  void aBatchThatHasTooFewPlacesIsTakenRatherThanANewOne() {
    RecordBatch returned = returned(RECORDS);

    assertThat(batches.take(5 * RECORDS, 0, true)).isSameAs(returned);
  }

  @Test
  void aQuietLogDoesNotGetTheBatchOfABusyOne() {
    RecordBatch returned = returned(RECORDS);

    assertThat(batches.take(0, 0, true)).isNotSameAs(returned);
  }

  @Test
  void theBytesOfABatchServeAnother() {
    RecordBatch first = filled(RECORDS);
    byte[] bytes = first.array();
    giveBack(first);
    assertThat(first.array()).isEmpty();

    RecordBatch next = batches.take(0, RECORDS * 10, false);
    assertThat(next).isNotSameAs(first);
    assertThat(next.array()).isSameAs(bytes);
  }

  @Test
  void whereMemoryIsShortABatchBeginsWithoutBytes() {
    assertThat(batches.take(RECORDS, RECORDS * 10, false).array()).isEmpty();
    assertThat(batches.take(RECORDS, RECORDS * 10, true).array())
        .hasSizeGreaterThanOrEqualTo(RECORDS * 10);
  }

  @Test
  void theSmallestAreLetGoOfWhereMemoryIsShort() {
    RecordBatch large = filled(RECORDS);
    RecordBatch small = filled(RECORDS / 3);
    giveBack(large);
    giveBack(small);
    batches.shrinkTo(large.heapBytes());

    assertThat(batches.take(RECORDS / 3, 0, true)).isSameAs(large);
    assertThat(batches.take(RECORDS / 3, 0, true)).isNotSameAs(small);
  }

  private RecordBatch returned(int records) {
    RecordBatch batch = filled(records);
    giveBack(batch);
    return batch;
  }

  private void giveBack(RecordBatch batch) {
    batch.settle();
    batches.giveBack(batch);
  }

  private RecordBatch filled(int records) {
    RecordBatch batch = batches.take(0, 0, true);
    for (int i = 0; i < records; i++) {
      batch.append(new byte[10], 10, 10, i, Level.INFO, false);
    }
    return batch;
  }
}
