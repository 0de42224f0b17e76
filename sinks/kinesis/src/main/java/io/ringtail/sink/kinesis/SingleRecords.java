package io.ringtail.sink.kinesis;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.Entries;
import io.ringtail.sink.aws.EntryCursor;

/** Each record an entry of its own. */
final class SingleRecords implements Entries {
  private final RecordBatch batch;
  private final int from;
  private final int to;
  private final PartitionKeys keys;

  /**
   * @param to exclusive
   */
  SingleRecords(RecordBatch batch, int from, int to, PartitionKeys keys) {
    this.batch = batch;
    this.from = from;
    this.to = to;
    this.keys = keys;
  }

  @Override
  public int count() {
    return to - from;
  }

  @Override
  public int firstRecord(int entry) {
    return from + entry;
  }

  @Override
  public EntryCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements EntryCursor {
    private int record = from - 1;
    private boolean given;

    @Override
    public boolean nextEntry() {
      record++;
      given = false;
      return record < to;
    }

    @Override
    public boolean nextPiece() {
      boolean first = !given;
      given = true;
      return first;
    }

    @Override
    public byte[] array() {
      return batch.array();
    }

    @Override
    public int offset() {
      return batch.offset(record);
    }

    @Override
    public int length() {
      return batch.length(record);
    }

    @Override
    public int dataBytes() {
      return batch.length(record);
    }

    @Override
    public byte[] closing() {
      return keys.closingOf(record);
    }
  }
}
