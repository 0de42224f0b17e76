package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.ringtail.batch.RecordBatch;
import io.ringtail.sink.aws.PieceStream;
import io.ringtail.sink.aws.RequestBody;
import java.io.InputStream;

/**
 * PutLogEvents with a range of a batch's records, read from the batch itself: nothing is copied
 * before it is sent.
 *
 * <p>Threading: that of the batch.
 */
final class PutBody implements RequestBody {
  private static final byte[] END = ascii("\"}]}");
  private static final String BETWEEN = "\"},";

  private final byte[] head;
  private final RecordBatch batch;
  private final int from;
  private final int to;
  private final int length;

  /**
   * @param batch of records in the form JSON_STRING
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
    this.length = measure();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public InputStream newStream() {
    return new Stream();
  }

  private int measure() {
    Opening opening = new Opening();
    int sum = head.length - BETWEEN.length() + END.length;
    for (int i = from; i < to; i++) {
      sum += opening.at(batch.timeMillis(i)).length + batch.length(i);
    }
    return sum;
  }

  private static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** What stands before a message; made anew when the millisecond changes. */
  private static final class Opening {
    private long millis;
    private byte[] bytes = {};

    byte[] at(long timeMillis) {
      if (timeMillis != millis || bytes.length == 0) {
        millis = timeMillis;
        bytes = ascii(BETWEEN + "{\"timestamp\":" + timeMillis + ",\"message\":\"");
      }
      return bytes;
    }
  }

  /** Reads head, openings and messages in turn, and the end. */
  private final class Stream extends PieceStream {
    private final Opening opening = new Opening();
    private int record = from;
    private boolean opened;

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
      } else if (opened) {
        take(batch.array(), batch.offset(record), batch.length(record));
        opened = false;
        record++;
      } else {
        byte[] bytes = opening.at(batch.timeMillis(record));
        int skipped = record == from ? BETWEEN.length() : 0;
        take(bytes, skipped, bytes.length - skipped);
        opened = true;
      }
      return true;
    }
  }
}
