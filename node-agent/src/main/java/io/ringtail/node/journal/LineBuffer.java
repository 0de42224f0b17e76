package io.ringtail.node.journal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Makes lines of what comes through a pipe in pieces, and never takes more memory than one line may
 * have. Threading: the reading thread.
 */
final class LineBuffer {
  private static final int CHUNK_BYTES = 64 << 10;

  private final int maxLineBytes;
  private byte[] bytes = new byte[2 * CHUNK_BYTES];

  /** What was read and not given out yet is {@code [start, end)}; no newline before scanned. */
  private int start;

  private int scanned;
  private int end;

  /** Bytes of the current line that were left out because it is too long. */
  private long skipped;

  private int lineStart;
  private int lineLength;
  private long lineOriginalBytes;

  LineBuffer(int maxLineBytes) {
    this.maxLineBytes = maxLineBytes;
  }

  /**
   * Reads what is there, and never waits for more.
   *
   * @return bytes read; 0 if nothing is there
   */
  int readFrom(InputStream in, int maxBytes) throws IOException {
    int wanted = Math.min(Math.min(in.available(), maxBytes), CHUNK_BYTES);
    if (wanted <= 0) {
      return 0;
    }
    makeRoom(wanted);
    int read = in.read(bytes, end, wanted);
    end += Math.max(0, read);
    return Math.max(0, read);
  }

  /** Goes to the next whole line, if there is one. */
  boolean next() {
    for (; scanned < end; scanned++) {
      if (bytes[scanned] == '\n') {
        lineStart = start;
        int length = scanned - start;
        lineLength = Math.min(length, maxLineBytes);
        lineOriginalBytes = length > maxLineBytes || skipped > 0 ? length + skipped : 0;
        skipped = 0;
        start = ++scanned;
        return true;
      }
    }
    if (end - start > maxLineBytes) {
      skipped += end - start - maxLineBytes;
      end = start + maxLineBytes;
      scanned = end;
    }
    return false;
  }

  /** The line's bytes are here until the next call; they may be written over. */
  byte[] bytes() {
    return bytes;
  }

  int lineStart() {
    return lineStart;
  }

  int lineLength() {
    return lineLength;
  }

  /** What the line had before it was shortened; 0 if it was not. */
  long lineOriginalBytes() {
    return lineOriginalBytes;
  }

  /** Forgets what was read: what comes next has nothing to do with it. */
  void clear() {
    start = 0;
    scanned = 0;
    end = 0;
    skipped = 0;
    bytes = bytes.length > 2 * CHUNK_BYTES ? new byte[2 * CHUNK_BYTES] : bytes;
  }

  private void makeRoom(int wanted) {
    int held = end - start;
    int needed = held + wanted;
    // Grown for a long line, and given back after it.
    boolean isMuchTooBig = bytes.length > 2 * CHUNK_BYTES && needed <= CHUNK_BYTES;
    if (end + wanted <= bytes.length && !isMuchTooBig) {
      return;
    }
    if (needed > bytes.length || isMuchTooBig) {
      int size = isMuchTooBig ? 2 * CHUNK_BYTES : Math.max(2 * bytes.length, needed);
      bytes = Arrays.copyOfRange(bytes, start, start + size);
    } else {
      System.arraycopy(bytes, start, bytes, 0, held);
    }
    scanned -= start;
    start = 0;
    end = held;
  }
}
