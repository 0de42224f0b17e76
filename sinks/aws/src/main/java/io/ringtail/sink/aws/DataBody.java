package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.InputStream;

/**
 * A request whose entries hold data as base64: read from where the data is, encoded on the way.
 *
 * <p>Threading: that of the entries.
 */
public final class DataBody implements RequestBody {
  private static final byte[] OPENING = "{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] NEXT_OPENING = ",{\"Data\":\"".getBytes(US_ASCII);
  private static final byte[] END = "]}".getBytes(US_ASCII);

  private final byte[] head;
  private final Entries entries;
  private final int length;

  /**
   * @param nameKey the member that names the destination, for example {@code StreamName}
   * @param name of the destination
   * @param entries one at least
   */
  public DataBody(String nameKey, String name, Entries entries) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(name));
    this.head = ("{\"" + nameKey + "\":\"" + quoted + "\",\"Records\":[").getBytes(UTF_8);
    this.entries = entries;
    this.length = measure();
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public InputStream newStream() {
    return new Stream(entries.cursor());
  }

  private int measure() {
    long sum = (long) head.length + OPENING.length - NEXT_OPENING.length + END.length;
    EntryCursor cursor = entries.cursor();
    while (cursor.nextEntry()) {
      sum += NEXT_OPENING.length + (cursor.dataBytes() + 2L) / 3 * 4 + cursor.closing().length;
    }
    return Math.toIntExact(sum);
  }

  /** What is being read. */
  private enum Part {
    HEAD,
    OPENING,
    DATA,
    CLOSING,
    END,
    NOTHING
  }

  private final class Stream extends InputStream {
    private final EntryCursor cursor;
    private final Base64Flow flow = new Base64Flow();
    private Part part = Part.HEAD;
    private byte[] text = head;
    private int textAt;
    private boolean begun;

    Stream(EntryCursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int at = offset;
      int end = offset + count;
      while (at < end && part != Part.NOTHING) {
        at = part == Part.DATA ? readData(target, at, end) : readText(target, at, end);
      }
      return at == offset && count > 0 ? -1 : at - offset;
    }

    private int readText(byte[] target, int at, int end) {
      int step = Math.min(end - at, text.length - textAt);
      System.arraycopy(text, textAt, target, at, step);
      textAt += step;
      if (textAt == text.length) {
        nextPart();
      }
      return at + step;
    }

    private int readData(byte[] target, int at, int end) {
      int next = flow.drain(target, at, end);
      while (next < end) {
        if (flow.needsPiece()) {
          if (cursor.nextPiece()) {
            flow.take(cursor.array(), cursor.offset(), cursor.length());
          } else if (!flow.finish()) {
            nextPart();
            return next;
          }
        }
        next = flow.drain(target, next, end);
      }
      return next;
    }

    private void nextPart() {
      textAt = 0;
      switch (part) {
        case HEAD, CLOSING -> {
          if (cursor.nextEntry()) {
            text = begun ? NEXT_OPENING : OPENING;
            begun = true;
            part = Part.OPENING;
          } else {
            text = END;
            part = Part.END;
          }
        }
        case OPENING -> part = Part.DATA;
        case DATA -> {
          text = cursor.closing();
          part = Part.CLOSING;
        }
        default -> part = Part.NOTHING;
      }
    }
  }
}
