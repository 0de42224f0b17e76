package io.ringtail.testing.logs;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;

/**
 * containerd: waits for the end of a line, or for more than 16,384 bytes of it, whose first 16,384
 * then are a line with tag P. What has no newline when the stream ends, or when the file is
 * reopened, is a P as well.
 */
final class ContainerdFraming implements Framing {
  static final int MAX_BYTES = 16_384;

  private final CriLine line;
  private final byte[] pending = new byte[MAX_BYTES];
  private int length;

  ContainerdFraming(String stream, InstantSource clock) {
    this.line = new CriLine(stream, clock, CriLine.NANO);
  }

  @Override
  public void output(byte[] bytes, int offset, int count, ByteArrayOutputStream file) {
    int end = offset + count;
    int from = offset;
    while (from < end) {
      int newline = Bytes.newline(bytes, from, end);
      append(bytes, from, newline, file);
      if (newline < end) {
        int text = length > 0 && pending[length - 1] == '\r' ? length - 1 : length;
        line.write('F', pending, 0, text, file);
        length = 0;
      }
      from = newline + 1;
    }
  }

  @Override
  public void end(ByteArrayOutputStream file) {
    if (length > 0) {
      line.write('P', pending, 0, length, file);
      length = 0;
    }
  }

  private void append(byte[] bytes, int from, int to, ByteArrayOutputStream file) {
    int at = from;
    while (at < to) {
      if (length == MAX_BYTES) {
        line.write('P', pending, 0, length, file);
        length = 0;
      }
      int count = Math.min(to - at, MAX_BYTES - length);
      System.arraycopy(bytes, at, pending, length, count);
      length += count;
      at += count;
    }
  }
}
