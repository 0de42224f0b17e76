package io.ringtail.agent.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bytes that one thread has printed by one call, or by several that make up a line. */
final class Printed {
  /** Heap of one, beside its bytes. */
  static final int OVERHEAD_BYTES = 96;

  final boolean isError;
  final long threadId;
  final String threadName;
  final Instant time;
  byte[] bytes;
  int length;
  @Nullable Printed next;

  Printed(
      boolean isError, long threadId, String threadName, Instant time, byte[] bytes, int length) {
    this.isError = isError;
    this.threadId = threadId;
    this.threadName = threadName;
    this.time = time;
    this.bytes = bytes;
    this.length = length;
  }

  boolean endsLine() {
    return bytes[length - 1] == '\n';
  }

  void append(byte[] more, int offset, int count) {
    if (bytes.length - length < count) {
      byte[] larger = new byte[Math.max(2 * bytes.length, length + count)];
      System.arraycopy(bytes, 0, larger, 0, length);
      bytes = larger;
    }
    System.arraycopy(more, offset, bytes, length, count);
    length += count;
  }
}
