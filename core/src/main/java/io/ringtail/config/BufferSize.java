package io.ringtail.config;

/** The size of the buffer. */
final class BufferSize {

  static final long MIN_BYTES = 2L << 20;
  static final long MAX_BYTES = 1L << 30;

  private static final long MAX_DEFAULT_BYTES = 64L << 20;
  private static final int HEAP_SHARE = 16;

  private BufferSize() {}

  /** A sixteenth of the heap, within 2 and 64 MiB. */
  static long defaultBytes(long maxHeapBytes) {
    return Math.max(MIN_BYTES, Math.min(MAX_DEFAULT_BYTES, maxHeapBytes / HEAP_SHARE));
  }
}
