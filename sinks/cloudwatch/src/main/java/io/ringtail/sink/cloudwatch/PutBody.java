package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.PieceStream;
import io.ringtail.sink.aws.RequestBody;
import java.io.IOException;
import java.io.InputStream;

/**
 * PutLogEvents with a range of a batch's records, sent from the batch itself: what stands between
 * two records is written into the headroom that the batch keeps for it.
 *
 * <p>Threading: that of the batch.
 */
final class PutBody implements RequestBody {
  private static final byte[] END = "\"}]}".getBytes(US_ASCII);

  private final byte[] head;
  private final RecordBatch batch;
  private final int from;
  private final int to;
  private final int length;

  /**
   * @param batch of records in the form JSON_STRING, with {@link Opening#BYTES} of headroom
   * @param to exclusive; one record at least
   */
  PutBody(LogNames names, RecordBatch batch, int from, int to) {
    this.head =
        ("{\"logGroupName\":\""
                + quoted(names.group())
                + "\",\"logStreamName\":\""
                + quoted(names.stream())
                + "\",\"logEvents\":[")
            .getBytes(UTF_8);
    this.batch = batch;
    this.from = from;
    this.to = to;
    this.length = head.length + writeOpenings() - Opening.BETWEEN_BYTES + END.length;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public InputStream newStream() {
    return new Stream();
  }

  @Override
  public void readInto(byte[] piece, Pieces pieces) throws IOException {
    new Stream().handTo(piece, pieces);
  }

  /**
   * @return bytes of the records and their openings
   */
  private int writeOpenings() {
    Opening opening = new Opening();
    byte[] bytes = batch.array();
    int sum = 0;
    for (int i = from; i < to; i++) {
      opening.writeBefore(batch.offset(i), batch.timeMillis(i), bytes);
      sum += Opening.BYTES + batch.length(i);
    }
    return sum;
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /** Reads the head, the records with their openings, and the end. */
  private final class Stream extends PieceStream {
    private int record = from;

    Stream() {
      take(head, 0, head.length);
    }

    @Override
    protected boolean nextPiece() {
      if (record > to) {
        return false;
      }
      if (record == to) {
        take(END, 0, END.length);
        record++;
        return true;
      }
      int runEnd = batch.runEnd(record, to);
      int skipped = record == from ? Opening.BETWEEN_BYTES : 0;
      int start = batch.offset(record) - Opening.BYTES + skipped;
      take(batch.array(), start, batch.offset(runEnd - 1) + batch.length(runEnd - 1) - start);
      record = runEnd;
      return true;
    }
  }
}
