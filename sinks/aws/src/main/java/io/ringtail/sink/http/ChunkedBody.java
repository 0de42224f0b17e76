package io.ringtail.sink.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;

/**
 * A body in chunks, and the trailers behind them, which nobody wants.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, chunked transfer
 *     coding</a>
 */
final class ChunkedBody extends AnswerBody {
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_TRAILERS = 100;

  private final SocketInput in;
  private long left;
  private boolean isFirst = true;
  private boolean isAtEnd;

  ChunkedBody(SocketInput in) {
    this.in = in;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (left == 0 && !isAtEnd) {
      beginChunk();
    }
    if (isAtEnd) {
      return -1;
    }
    int done = in.read(target, offset, (int) Math.min(count, left));
    if (done < 0) {
      throw new EOFException("the connection was closed within a chunk of an answer");
    }
    left -= done;
    return done;
  }

  private void beginChunk() throws IOException {
    if (!isFirst && !in.readLine(MAX_LINE_BYTES).isEmpty()) {
      throw new ProtocolException("a chunk of the answer is longer than it says");
    }
    isFirst = false;
    left = size(in.readLine(MAX_LINE_BYTES));
    if (left == 0) {
      skipTrailers();
      isAtEnd = true;
    }
  }

  private static long size(String line) throws ProtocolException {
    int semicolon = line.indexOf(';');
    String digits = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
    try {
      long size = Long.parseLong(digits, 16);
      if (size >= 0 && digits.charAt(0) != '+') {
        return size;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new ProtocolException("a chunk of the answer has the size " + digits);
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; i < MAX_TRAILERS; i++) {
      if (in.readLine(MAX_LINE_BYTES).isEmpty()) {
        return;
      }
    }
    throw new ProtocolException("the answer has more than " + MAX_TRAILERS + " trailers");
  }
}
