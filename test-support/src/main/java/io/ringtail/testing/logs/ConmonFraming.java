package io.ringtail.testing.logs;

import java.io.ByteArrayOutputStream;
import java.time.InstantSource;

/**
 * conmon (podman's k8s-file driver, CRI-O): writes what it has read at once, at most 8,192 bytes; a
 * piece without a newline is a P. So a line whose length is a multiple of that ends with an empty
 * F.
 */
final class ConmonFraming implements Framing {
  static final int MAX_BYTES = 8_192;

  private final CriLine line;
  private boolean partial;

  ConmonFraming(String stream, InstantSource clock) {
    this.line = new CriLine(stream, clock, CriLine.NANO_FIXED);
  }

  @Override
  public void output(byte[] bytes, int offset, int length, ByteArrayOutputStream file) {
    int end = offset + length;
    for (int from = offset; from < end; from += MAX_BYTES) {
      read(bytes, from, Math.min(from + MAX_BYTES, end), file);
    }
  }

  private void read(byte[] bytes, int offset, int end, ByteArrayOutputStream file) {
    int from = offset;
    while (from < end) {
      int newline = Bytes.newline(bytes, from, end);
      partial = newline == end;
      line.write(partial ? 'P' : 'F', bytes, from, newline - from, file);
      from = newline + 1;
    }
  }

  @Override
  public void end(ByteArrayOutputStream file) {
    if (partial) {
      line.writeTagOnly('F', file);
      partial = false;
    }
  }
}
