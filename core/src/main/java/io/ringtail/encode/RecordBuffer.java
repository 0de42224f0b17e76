package io.ringtail.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * A byte array that grows, used again for every record.
 *
 * <p>Threading: one thread. Allocates: only while it grows.
 */
public final class RecordBuffer extends OutputStream {
  private static final int INITIAL_BYTES = 4 * 1024;

  /** What is kept between records; a rare giant does not stay for ever. */
  private static final int KEEP_BYTES = 64 * 1024;

  private final int maxBytes;
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /**
   * @param maxBytes beyond it, writes are counted but not kept
   */
  RecordBuffer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The backing array: valid up to {@link #length}, until the next record. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  /** Whether more was written than fits. */
  boolean overflowed() {
    return length > maxBytes;
  }

  void reset() {
    length = 0;
    if (bytes.length > KEEP_BYTES) {
      bytes = new byte[INITIAL_BYTES];
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    int end = (int) Math.min((long) length + count, Integer.MAX_VALUE);
    if (end <= maxBytes) {
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(maxBytes, Math.max(2L * bytes.length, end)));
      }
      System.arraycopy(source, offset, bytes, length, count);
    }
    length = end;
  }
}
