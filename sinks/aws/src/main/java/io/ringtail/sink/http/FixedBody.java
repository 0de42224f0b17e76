package io.ringtail.sink.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A body whose length was told before it. */
final class FixedBody extends AnswerBody {
  private final InputStream in;
  private final long length;
  private long left;

  FixedBody(InputStream in, long length) {
    this.in = in;
    this.length = length;
    this.left = length;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (left == 0 || count == 0) {
      return left == 0 ? -1 : 0;
    }
    int done = in.read(target, offset, (int) Math.min(count, left));
    if (done < 0) {
      throw new EOFException(
          "the connection was closed after "
              + (length - left)
              + " of an answer's "
              + length
              + " bytes");
    }
    left -= done;
    return done;
  }
}
