package io.ringtail.sink.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** What a host sends: lines, and the bytes behind them. Threading: one thread. */
final class SocketInput extends InputStream {
  private static final int BUFFER_BYTES = 4 * 1024;

  private final InputStream socket;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;

  SocketInput(InputStream socket) {
    this.socket = socket;
  }

  /** Whether all that has come was read. */
  boolean isDrained() {
    return at == end;
  }

  /**
   * Up to a line feed, without it and a carriage return before it.
   *
   * @throws ProtocolException if it is longer than {@code maxBytes}
   */
  String readLine(int maxBytes) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.append(new String(buffer, from, at - from, ISO_8859_1));
      if (line.length() > maxBytes) {
        throw new ProtocolException("the answer has a line of more than " + maxBytes + " bytes");
      }
      if (at < end) {
        at++;
        int last = line.length() - 1;
        if (last >= 0 && line.charAt(last) == '\r') {
          line.setLength(last);
        }
        return line.toString();
      }
      if (!fill()) {
        throw new EOFException("the connection was closed before the answer's end");
      }
    }
  }

  @Override
  public int read() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (at == end) {
      if (count >= buffer.length) {
        return socket.read(target, offset, count);
      }
      if (!fill()) {
        return -1;
      }
    }
    int step = Math.min(count, end - at);
    System.arraycopy(buffer, at, target, offset, step);
    at += step;
    return step;
  }

  private boolean fill() throws IOException {
    // Before it is read, which may fail: what was read once is no answer to the next request.
    at = 0;
    end = 0;
    end = Math.max(0, socket.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
