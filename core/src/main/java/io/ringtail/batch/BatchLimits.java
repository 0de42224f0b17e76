package io.ringtail.batch;

/**
 * What one request of a destination may hold.
 *
 * @param maxRecords records in a batch
 * @param maxBytes bytes of a batch: each record's own and {@code recordOverheadBytes}
 * @param recordOverheadBytes what the destination counts for a record beside its bytes
 * @param maxSpanMillis from the oldest to the newest record's time
 */
public record BatchLimits(
    int maxRecords, int maxBytes, int recordOverheadBytes, long maxSpanMillis) {

  /**
   * Records shorter than this, overhead included, are rare enough for smaller batches to be full.
   */
  private static final int SHORT_RECORD_BYTES = 96;

  /** The same limits with no more than {@code bytes} in a batch, and places for as many records. */
  public BatchLimits withMaxBytes(int bytes) {
    return bytes >= maxBytes
        ? this
        : new BatchLimits(
            Math.min(maxRecords, bytes / SHORT_RECORD_BYTES),
            bytes,
            recordOverheadBytes,
            maxSpanMillis);
  }

  /** The longest record that fits a batch of its own. */
  public int maxRecordBytes() {
    return maxBytes - recordOverheadBytes;
  }
}
