package io.ringtail.sink.http;

import java.io.IOException;
import java.io.InputStream;

/** A body that ends before its connection does; read in blocks. Threading: one thread. */
abstract class AnswerBody extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws java.io.EOFException if the connection ends before it
   */
  @Override
  public abstract int read(byte[] target, int offset, int count) throws IOException;
}
