package io.ringtail.sink.kinesis;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.Entries;
import io.ringtail.sink.aws.EntryCursor;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * Records in a row as one of Kinesis, in the format of the Kinesis Producer Library: magic number,
 * a protobuf message of the key and the records, its MD5. Consumers of the KCL, Lambda with AWS's
 * deaggregation modules, and Firehose take it apart again.
 *
 * <p>A record that is alone in its aggregate is sent as it is.
 *
 * @see <a
 *     href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL
 *     aggregated record format</a>
 */
final class Aggregates implements Entries {
  private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
  private static final int MD5_BYTES = 16;

  /** Tag of AggregatedRecord.partition_key_table: field 1, length-delimited. */
  private static final byte KEY_TABLE = 1 << 3 | 2;

  /** Tag of AggregatedRecord.records: field 3, length-delimited. */
  private static final byte RECORDS = 3 << 3 | 2;

  /** Record.partition_key_index = 0, and the tag of Record.data: field 3, length-delimited. */
  private static final byte[] RECORD_BEGIN = {1 << 3, 0, 3 << 3 | 2};

  /** The longest of what stands before a key or a record. */
  private static final int MAX_HEADER_BYTES = 16;

  private final RecordBatch batch;
  private final PartitionKeys keys;

  /** The first record of each entry, and what comes after the last one's. */
  private final int[] starts;

  private final int count;

  /** Those that a reading has found. */
  private final byte[][] checksums;

  private Aggregates(RecordBatch batch, PartitionKeys keys, int[] starts, int count) {
    this.batch = batch;
    this.keys = keys;
    this.starts = starts;
    this.count = count;
    this.checksums = new byte[count][];
  }

  /**
   * @param to exclusive
   */
  static Aggregates of(RecordBatch batch, int from, int to, PartitionKeys keys) {
    int[] starts = new int[to - from + 1];
    int count = 0;
    int bytes = 0;
    for (int record = from; record < to; record++) {
      int recordBytes = framedBytes(batch.length(record));
      if (record == from || bytes + recordBytes > KinesisLimits.MAX_AGGREGATE_BYTES) {
        starts[count++] = record;
        bytes = frameBytes(keys.of(record).length);
      }
      bytes += recordBytes;
    }
    starts[count] = to;
    return new Aggregates(batch, keys, starts, count);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int firstRecord(int entry) {
    return starts[entry];
  }

  @Override
  public EntryCursor cursor() {
    return new Cursor();
  }

  /** An aggregate's bytes beside its records', the key's own among them. */
  private static int frameBytes(int keyBytes) {
    return MAGIC.length + 1 + varintBytes(keyBytes) + keyBytes + MD5_BYTES;
  }

  /** What a record takes within an aggregate. */
  private static int framedBytes(int recordBytes) {
    int message = RECORD_BEGIN.length + varintBytes(recordBytes) + recordBytes;
    return 1 + varintBytes(message) + message;
  }

  private static int varintBytes(int value) {
    return (38 - Integer.numberOfLeadingZeros(value | 1)) / 7;
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** What of an aggregate comes next. */
  private enum Part {
    KEY_HEADER,
    KEY,
    RECORD_HEADER,
    RECORD,
    CHECKSUM,
    NOTHING
  }

  private final class Cursor implements EntryCursor {
    private final MessageDigest md5 = md5();
    private final byte[] header = new byte[MAX_HEADER_BYTES];
    private int headerBytes;
    private int entry = -1;
    private int record;
    private Part next = Part.NOTHING;
    private byte[] array = {};
    private int offset;
    private int length;

    @Override
    public boolean nextEntry() {
      entry++;
      if (entry == count) {
        return false;
      }
      record = starts[entry];
      next = isAlone() ? Part.RECORD : Part.KEY_HEADER;
      return true;
    }

    @Override
    public boolean nextPiece() {
      switch (next) {
        case KEY_HEADER -> {
          headerBytes = 0;
          put(MAGIC);
          header[headerBytes++] = KEY_TABLE;
          putVarint(keys.of(starts[entry]).length);
          take(header, 0, headerBytes);
          md5.reset();
          md5.update(header, MAGIC.length, headerBytes - MAGIC.length);
          next = Part.KEY;
        }
        case KEY -> {
          byte[] key = keys.of(starts[entry]);
          takeHashed(key, 0, key.length);
          next = Part.RECORD_HEADER;
        }
        case RECORD_HEADER -> {
          int bytes = batch.length(record);
          headerBytes = 0;
          header[headerBytes++] = RECORDS;
          putVarint(RECORD_BEGIN.length + varintBytes(bytes) + bytes);
          put(RECORD_BEGIN);
          putVarint(bytes);
          takeHashed(header, 0, headerBytes);
          next = Part.RECORD;
        }
        case RECORD -> {
          takeHashed(batch.array(), batch.offset(record), batch.length(record));
          next = afterRecord();
          record++;
        }
        case CHECKSUM -> {
          if (checksums[entry] == null) {
            checksums[entry] = md5.digest();
          }
          take(checksums[entry], 0, MD5_BYTES);
          next = Part.NOTHING;
        }
        default -> {
          return false;
        }
      }
      return true;
    }

    @Override
    public byte[] array() {
      return array;
    }

    @Override
    public int offset() {
      return offset;
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public int dataBytes() {
      if (isAlone()) {
        return batch.length(starts[entry]);
      }
      int sum = frameBytes(keys.of(starts[entry]).length);
      for (int i = starts[entry]; i < starts[entry + 1]; i++) {
        sum += framedBytes(batch.length(i));
      }
      return sum;
    }

    @Override
    public byte[] closing() {
      return keys.closingOf(starts[entry]);
    }

    private boolean isAlone() {
      return starts[entry + 1] - starts[entry] == 1;
    }

    private Part afterRecord() {
      if (record + 1 < starts[entry + 1]) {
        return Part.RECORD_HEADER;
      }
      return isAlone() ? Part.NOTHING : Part.CHECKSUM;
    }

    private void takeHashed(byte[] source, int start, int bytes) {
      if (checksums[entry] == null && !isAlone()) {
        md5.update(source, start, bytes);
      }
      take(source, start, bytes);
    }

    private void take(byte[] source, int start, int bytes) {
      array = source;
      offset = start;
      length = bytes;
    }

    private void put(byte[] bytes) {
      System.arraycopy(bytes, 0, header, headerBytes, bytes.length);
      headerBytes += bytes.length;
    }

    private void putVarint(int value) {
      int rest = value;
      while (rest > 0x7f) {
        header[headerBytes++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      header[headerBytes++] = (byte) rest;
    }
  }
}
