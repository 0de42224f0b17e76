package io.ringtail.sink.kinesis;

import io.ringtail.batch.BatchLimits;

/**
 * What PutRecords takes.
 *
 * <p>A request may hold 10 MiB, partition keys included, since October 2025 (5 MiB before). Ours
 * hold a tenth of that: it is what a shard takes in a second, and what an endpoint of either age
 * takes. A record may be larger than 1 MiB only where a stream was set up for it, and is not meant
 * to be as a rule: we keep to what every stream takes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/large-records.html">Large
 *     records</a>
 */
final class KinesisLimits {
  static final int MAX_ENTRIES = 500;

  /** Of a record: its data and its partition key together. */
  static final int MAX_RECORD_BYTES = 1 << 20;

  /** A partition key may have 256 characters; we keep to as many bytes. */
  static final int MAX_KEY_BYTES = 256;

  static final int MAX_STREAM_NAME_CHARS = 128;

  /** As the KPL has it by default, so that a shard that is full refuses little at a time. */
  static final int MAX_AGGREGATE_BYTES = 51_200;

  static final BatchLimits BATCH =
      new BatchLimits(MAX_ENTRIES, MAX_RECORD_BYTES, MAX_KEY_BYTES, Long.MAX_VALUE);

  private KinesisLimits() {}
}
