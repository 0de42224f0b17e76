package io.ringtail.testing.logs;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;

/**
 * conmon (podman's k8s-file driver, CRI-O): writes what it has read at once, at most 8,192 bytes,
 * under one time; a piece without a newline is a P. So a line whose length is a multiple of that
 * ends with an empty F, and the last piece of a stream may stay a P.
 *
 * <p>As conmon 2.1.6 does it, held against its files by {@code ConmonFramingTest}.
 */
final class ConmonFraming implements Framing {
  static final int MAX_BYTES = 8_192;

  private final InstantSource clock;
  private final CriLine line;

  ConmonFraming(String stream, InstantSource clock) {
    this.clock = clock;
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
    Instant now = clock.instant();
    int from = offset;
    while (from < end) {
      int newline = Bytes.newline(bytes, from, end);
      line.write(now, newline == end ? 'P' : 'F', bytes, from, newline - from, file);
      from = newline + 1;
    }
  }

  @Override
  public void end(ByteArrayOutputStream file) {
    // What was begun has been written already.
  }
}
