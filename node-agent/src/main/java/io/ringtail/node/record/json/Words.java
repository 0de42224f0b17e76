package io.ringtail.node.record.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time. */
final class Words {
  static final int BYTES = Long.BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * LOW_BITS;
  private static final long BACKSLASHES = '\\' * LOW_BITS;
  private static final long SPACES = ' ' * LOW_BITS;

  private Words() {}

  static long read(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static void write(byte[] bytes, int at, long word) {
    LONG.set(bytes, at, word);
  }

  /**
   * How many of the first bytes stand for themselves inside a JSON string and are ASCII: 8 if all
   * do.
   */
  static int plainBytes(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    // A borrow makes false hits, but only above a true one; the lowest is what counts.
    long quoteHits = (quote - LOW_BITS) & ~quote;
    long backslashHits = (backslash - LOW_BITS) & ~backslash;
    long hits = (word | (word - SPACES) | quoteHits | backslashHits) & HIGH_BITS;
    return Long.numberOfTrailingZeros(hits) >>> 3;
  }
}
