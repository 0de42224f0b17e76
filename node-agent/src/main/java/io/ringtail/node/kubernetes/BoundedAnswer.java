package io.ringtail.node.kubernetes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * A body that may neither last for ever, a byte now and then, nor be without end. Each read alone
 * is bounded by the socket's own time-out.
 */
final class BoundedAnswer extends FilterInputStream {
  private final long deadlineNanos;
  private long bytesLeft;

  /**
   * @param deadlineNanos of System.nanoTime()
   */
  BoundedAnswer(InputStream in, long deadlineNanos, long maxBytes) {
    super(in);
    this.deadlineNanos = deadlineNanos;
    this.bytesLeft = maxBytes;
  }

  @Override
  public int read() throws IOException {
    check();
    int read = super.read();
    bytesLeft -= read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    check();
    int read = super.read(bytes, offset, length);
    bytesLeft -= Math.max(0, read);
    return read;
  }

  private void check() throws IOException {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw new SocketTimeoutException("the answer took too long");
    }
    if (bytesLeft <= 0) {
      throw new IOException("the answer is too long");
    }
  }
}
