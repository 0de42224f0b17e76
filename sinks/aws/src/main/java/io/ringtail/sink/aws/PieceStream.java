package io.ringtail.sink.aws;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream over pieces of arrays that are there already: the records of a batch, and what stands
 * between them.
 *
 * <p>Threading: one thread.
 */
public abstract class PieceStream extends InputStream {
  private byte[] piece = {};
  private int at;
  private int end;

  /**
   * {@link #take}s the next piece, which may be empty.
   *
   * @return false at the end of the stream
   */
  protected abstract boolean nextPiece();

  /** What is read next. */
  protected final void take(byte[] source, int start, int length) {
    piece = source;
    at = start;
    end = start + length;
  }

  @Override
  public final int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] target, int offset, int count) {
    int done = 0;
    while (done < count && (at < end || nextPiece())) {
      int step = Math.min(count - done, end - at);
      System.arraycopy(piece, at, target, offset + done, step);
      at += step;
      done += step;
    }
    return done == 0 && count > 0 ? -1 : done;
  }

  /**
   * Hands over what has not been read: large pieces as they are, small ones gathered.
   *
   * @param gathered room for small pieces; a piece of half its size is large
   */
  public final void handTo(byte[] gathered, RequestBody.Pieces pieces) throws IOException {
    int used = 0;
    while (at < end || nextPiece()) {
      int length = end - at;
      if (used > 0 && (used + length > gathered.length)) {
        pieces.take(gathered, 0, used);
        used = 0;
      }
      if (used == 0 && length >= gathered.length / 2) {
        pieces.take(piece, at, length);
      } else {
        System.arraycopy(piece, at, gathered, used, length);
        used += length;
      }
      at = end;
    }
    if (used > 0) {
      pieces.take(gathered, 0, used);
    }
  }
}
