package io.ringtail.sink.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * A stream with bytes available until its end. {@link java.util.zip.GZIPInputStream} takes a file
 * of several members to be over where a network has nothing available just then.
 *
 * <p>Threading: confined.
 */
final class SteadyStream extends PushbackInputStream {
  SteadyStream(InputStream in) {
    super(in, 1);
  }

  @Override
  public int available() throws IOException {
    int next = read();
    if (next < 0) {
      return 0;
    }
    unread(next);
    return Math.max(1, super.available());
  }
}
