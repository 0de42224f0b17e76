package io.ringtail.sink;

import io.ringtail.batch.RecordBatch;

/** A batch between its submission and its last outcome. Guarded by the lock of {@link Delivery}. */
final class Parcel {
  final long id;
  final RecordBatch batch;
  final long submittedNanos;
  boolean underWay;

  /** It is not sent any more: a sender is writing it to stdout. */
  boolean leaving;

  int failures;
  long dueNanos;

  Parcel(long id, RecordBatch batch, long nowNanos) {
    this.id = id;
    this.batch = batch;
    this.submittedNanos = nowNanos;
    this.dueNanos = nowNanos;
  }

  String group() {
    return batch.destination().group();
  }

  /**
   * Whether this parcel may arrive before {@code later} without upsetting the order of a stream:
   * the destination sorts by millisecond, so only a shared one matters; one that keeps no order has
   * none to upset.
   */
  boolean mustPrecede(Parcel later) {
    return batch.isOrdered()
        && batch.maxMillis() >= later.batch.minMillis()
        && batch.destination().equals(later.batch.destination());
  }
}
