package io.ringtail.node.format;

import io.ringtail.node.entry.Position;
import java.util.Arrays;

/**
 * The pieces of one line so far: runtimes split at 16 KiB, and where a stream ends without a
 * newline.
 *
 * <p>Holds a bounded number of bytes; what comes beyond is counted and forgotten.
 */
final class Pieces {
  private static final byte[] NOTHING = {};
  private static final int INITIAL_BYTES = 32 * 1024;
  private static final int KEEP_BYTES = 64 * 1024;

  private final int maxBytes;
  private byte[] bytes = NOTHING;
  private int length;
  private boolean present;
  private final Line first = new Line();
  private long endPosition;
  private long wholeBytes;

  Pieces(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  boolean isEmpty() {
    return !present;
  }

  long heldBytes() {
    return length;
  }

  /** Where the first piece begins; {@link Position#END} if there is none. */
  long startPosition() {
    return present ? first.startPosition : Position.END;
  }

  void add(Line piece) {
    if (!present) {
      present = true;
      first.describeLike(piece);
      wholeBytes = 0;
    }
    wholeBytes += piece.wholeBytes();
    endPosition = piece.endPosition;
    // One byte more than the limit tells where the last character within it ends.
    int kept = Math.min(piece.length(), maxBytes + 1 - length);
    if (length + kept > bytes.length) {
      int wanted = Math.max(INITIAL_BYTES, Math.max(length + kept, 2 * bytes.length));
      bytes = Arrays.copyOf(bytes, Math.min(wanted, maxBytes + 1));
    }
    System.arraycopy(piece.bytes, piece.from, bytes, length, kept);
    length += kept;
  }

  /** Makes {@code line} the joined one, with the first piece's time; valid until the next piece. */
  void takeInto(Line line) {
    line.describeLike(first);
    line.endPosition = endPosition;
    line.text(bytes, 0, length);
    line.originalBytes = wholeBytes > length ? wholeBytes : 0;
    line.shorten(maxBytes);
    present = false;
    length = 0;
  }

  /** Gives back the memory of what is empty. */
  void release() {
    if (!present && bytes.length > KEEP_BYTES) {
      bytes = NOTHING;
    }
  }
}
