package io.ringtail.sink.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.Entries;
import io.ringtail.sink.aws.EntryCursor;

/**
 * Records, each with a newline behind it: Firehose puts what it gets one after the other into its
 * objects. Each record is an entry, or as many in a row as one of Firehose may hold: it is billed
 * in steps of 5 KB a record.
 *
 * @see <a href="https://aws.amazon.com/firehose/pricing/">Pricing</a>
 */
final class Lines implements Entries {
  private static final byte[] NEWLINE = {'\n'};
  private static final byte[] CLOSING = "\"}".getBytes(US_ASCII);

  private final RecordBatch batch;

  /** The first record of each entry, and what comes after the last one's. */
  private final int[] starts;

  private final int count;

  /**
   * @param to exclusive
   */
  Lines(RecordBatch batch, int from, int to, boolean concatenate) {
    this.batch = batch;
    this.starts = new int[to - from + 1];
    int entries = 0;
    int bytes = 0;
    for (int record = from; record < to; record++) {
      int lineBytes = batch.length(record) + NEWLINE.length;
      boolean fits = concatenate && bytes + lineBytes <= FirehoseLimits.MAX_RECORD_BYTES;
      if (record == from || !fits) {
        starts[entries++] = record;
        bytes = 0;
      }
      bytes += lineBytes;
    }
    starts[entries] = to;
    count = entries;
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

  private final class Cursor implements EntryCursor {
    private int entry = -1;
    private int record;
    private boolean atNewline;

    @Override
    public boolean nextEntry() {
      entry++;
      record = starts[Math.min(entry, count)] - 1;
      atNewline = true;
      return entry < count;
    }

    @Override
    public boolean nextPiece() {
      if (!atNewline) {
        atNewline = true;
        return true;
      }
      if (record + 1 == starts[entry + 1]) {
        return false;
      }
      record++;
      atNewline = false;
      return true;
    }

    @Override
    public byte[] array() {
      return atNewline ? NEWLINE : batch.array();
    }

    @Override
    public int offset() {
      return atNewline ? 0 : batch.offset(record);
    }

    @Override
    public int length() {
      return atNewline ? NEWLINE.length : batch.length(record);
    }

    @Override
    public int dataBytes() {
      int sum = 0;
      for (int i = starts[entry]; i < starts[entry + 1]; i++) {
        sum += batch.length(i) + NEWLINE.length;
      }
      return sum;
    }

    @Override
    public byte[] closing() {
      return CLOSING;
    }
  }
}
