package io.ringtail.batch;

import io.ringtail.event.RecordForm;

/**
 * What one request of a destination may hold, and in which form. Bytes are those of the records'
 * JSON, whatever the form.
 *
 * @param maxRecords records in a batch
 * @param maxBytes bytes of a batch: each record's own and {@code recordOverheadBytes}
 * @param recordOverheadBytes what the destination counts for a record beside its bytes
 * @param maxSpanMillis from the oldest to the newest record's time
 * @param form of the records
 * @param identified whether each record's {@link RecordId} is kept, 16 bytes of heap
 * @param ordered whether the records of one destination and millisecond must arrive in their order:
 *     of the batches that share one, one is sent at a time
 * @param headroomBytes kept free before each record, for what the destination writes between
 *     records: a batch is then sent as it stands in memory; no more than {@code
 *     recordOverheadBytes} grown by the form, so that a full batch takes no more heap for it
 */
public record BatchLimits(
    int maxRecords,
    int maxBytes,
    int recordOverheadBytes,
    long maxSpanMillis,
    RecordForm form,
    boolean identified,
    boolean ordered,
    int headroomBytes) {

  /**
   * Records shorter than this, overhead included, are rare enough for smaller batches to be full.
   */
  private static final int SHORT_RECORD_BYTES = 96;

  /** Checks the headroom. */
  public BatchLimits {
    if (headroomBytes > recordOverheadBytes * form.maxGrowth()) {
      throw new IllegalArgumentException("headroomBytes=" + headroomBytes);
    }
  }

  /** Limits of records that are kept as JSON. */
  public BatchLimits(int maxRecords, int maxBytes, int recordOverheadBytes, long maxSpanMillis) {
    this(maxRecords, maxBytes, recordOverheadBytes, maxSpanMillis, RecordForm.JSON, false, true, 0);
  }

  /** The same limits for records in {@code other}. */
  public BatchLimits inForm(RecordForm other) {
    return with(maxRecords, maxBytes, other, identified, ordered, headroomBytes);
  }

  /** The same limits for records that are known by their ids, so that a repeat overwrites. */
  public BatchLimits withIds() {
    return with(maxRecords, maxBytes, form, true, ordered, headroomBytes);
  }

  /** The same limits for a destination that does not keep the order in which records arrive. */
  public BatchLimits unordered() {
    return with(maxRecords, maxBytes, form, identified, false, headroomBytes);
  }

  /** The same limits with {@code bytes} kept free before each record. */
  public BatchLimits withHeadroom(int bytes) {
    return with(maxRecords, maxBytes, form, identified, ordered, bytes);
  }

  /** The same limits with no more than {@code bytes} in a batch, and places for as many records. */
  public BatchLimits withMaxBytes(int bytes) {
    return bytes >= maxBytes
        ? this
        : with(
            Math.min(maxRecords, bytes / SHORT_RECORD_BYTES),
            bytes,
            form,
            identified,
            ordered,
            headroomBytes);
  }

  private BatchLimits with(
      int records, int bytes, RecordForm other, boolean ids, boolean inOrder, int headroom) {
    return new BatchLimits(
        records, bytes, recordOverheadBytes, maxSpanMillis, other, ids, inOrder, headroom);
  }

  /** The longest record that fits a batch of its own. */
  public int maxRecordBytes() {
    return maxBytes - recordOverheadBytes;
  }
}
