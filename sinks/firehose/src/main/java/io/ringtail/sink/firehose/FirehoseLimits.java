package io.ringtail.sink.firehose;

import io.ringtail.batch.BatchLimits;

/**
 * What PutRecordBatch takes: 500 records, 1,000 KiB each, 4 MiB together, before base64.
 *
 * <p>Ours hold no more than one record may, so that a whole batch can become one. That is what a
 * stream takes in a second in most regions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch</a>
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/limits.html">Quotas</a>
 */
final class FirehoseLimits {
  /** Also of what one record may be taken apart into by Firehose. */
  static final int MAX_RECORDS = 500;

  static final int MAX_RECORD_BYTES = 1_000 * 1_024;
  static final int MAX_STREAM_NAME_CHARS = 64;

  /** Each record ends with a newline. */
  static final BatchLimits BATCH =
      new BatchLimits(MAX_RECORDS, MAX_RECORD_BYTES, 1, Long.MAX_VALUE);

  private FirehoseLimits() {}
}
