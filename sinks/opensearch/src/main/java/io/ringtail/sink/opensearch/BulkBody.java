package io.ringtail.sink.opensearch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ringtail.batch.RecordBatch;
import io.ringtail.batch.RecordId;
import io.ringtail.sink.aws.PieceStream;
import io.ringtail.sink.aws.RequestBody;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A `_bulk` request with a range of a batch's records, read from the batch itself: nothing is
 * copied before it is sent.
 *
 * <p>Per record a line that says what to do, and the record:
 *
 * <pre>
 * {"index":{"_id":"0123456789012345678901"}}
 * {"@timestamp":"2026-11-20T22:00:00.123Z","time":"2026-11-20T22:00:00.123456789Z",…}
 * </pre>
 *
 * The index stands in the URL; where a record's is another one, it is named in the line.
 *
 * <p>Threading: that of the batch.
 */
final class BulkBody implements RequestBody {
  /** The longest line without an index, with both line ends, and the longest time added. */
  static final int MAX_RECORD_OVERHEAD_BYTES = 96;

  private static final byte[] ID = ascii("\"_id\":\"");
  private static final byte[] INDEX = ascii("\"_index\":\"");
  private static final byte[] QUOTE = ascii("\"");
  private static final byte[] QUOTE_COMMA = ascii("\",");
  private static final byte[] LINE_END = ascii("}}\n");
  private static final byte[] END = ascii("\n");

  private final RecordBatch batch;
  private final int from;
  private final int to;
  private final byte[] opening;
  private final boolean ids;
  private final IndexName index;
  private final String urlIndex;
  private final Documents documents;
  private final int length;

  /**
   * @param batch of records in the form JSON
   * @param to exclusive; one record at least
   * @param ids whether documents carry their records' ids
   */
  BulkBody(RecordBatch batch, int from, int to, IndexName index, Action action, boolean ids) {
    this.batch = batch;
    this.from = from;
    this.to = to;
    this.index = index;
    this.opening = ascii(action.opening());
    this.ids = ids;
    this.urlIndex = index.at(batch.timeMillis(from));
    this.documents = new Documents(batch, from, to);
    this.length = measure();
  }

  /** The index of the first record, for the URL. */
  String urlIndex() {
    return urlIndex;
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
    int line = opening.length + LINE_END.length;
    int id = ids ? ID.length + RecordId.LENGTH + QUOTE.length : 0;
    int sum = 0;
    for (int i = from; i < to; i++) {
      int named = 0;
      String own = index.at(batch.timeMillis(i));
      if (!own.equals(urlIndex)) {
        named = INDEX.length + own.length() + (ids ? QUOTE_COMMA : QUOTE).length;
      }
      int document =
          documents.prefix(i).length
              + batch.length(i)
              - documents.opening(i).skippedBytes()
              + END.length;
      sum += line + named + id + document;
    }
    return sum;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  /** Reads in turn what stands before a record, and the record; then the end. */
  private final class Stream extends PieceStream {
    private byte[] before = new byte[256];
    private int record = from;
    private boolean opened;
    private boolean ended;

    @Override
    protected boolean nextPiece() {
      if (record == to) {
        if (ended) {
          return false;
        }
        ended = true;
        take(END, 0, END.length);
        return true;
      }
      if (opened) {
        int skipped = documents.opening(record).skippedBytes();
        take(batch.array(), batch.offset(record) + skipped, batch.length(record) - skipped);
        opened = false;
        record++;
      } else {
        take(before, 0, writeBefore());
        opened = true;
      }
      return true;
    }

    private int writeBefore() {
      // The end of the record before this one comes first.
      int used = record == from ? 0 : put(END, 0);
      used = put(opening, used);
      String own = index.at(batch.timeMillis(record));
      if (!own.equals(urlIndex)) {
        used = put(INDEX, used);
        used = put(ascii(own), used);
        used = put(ids ? QUOTE_COMMA : QUOTE, used);
      }
      if (ids) {
        used = put(ID, used);
        ensure(used + RecordId.LENGTH);
        used = RecordId.write(batch.originId(record), batch.number(record), before, used);
        used = put(QUOTE, used);
      }
      used = put(LINE_END, used);
      return put(documents.prefix(record), used);
    }

    private int put(byte[] bytes, int used) {
      ensure(used + bytes.length);
      System.arraycopy(bytes, 0, before, used, bytes.length);
      return used + bytes.length;
    }

    private void ensure(int needed) {
      if (needed > before.length) {
        before = Arrays.copyOf(before, 2 * needed);
      }
    }
  }
}
