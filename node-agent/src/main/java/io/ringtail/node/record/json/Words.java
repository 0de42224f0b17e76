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
   * Marks what may not stand in a JSON string or is no ASCII. Only the lowest mark counts; 0: each
   * byte stands for itself.
   */
  static long marks(long word) {
    long quote = word ^ QUOTES;
    long backslash = word ^ BACKSLASHES;
    // A borrow makes false marks, but only above a true one.
    long quoteMarks = (quote - LOW_BITS) & ~quote;
    long backslashMarks = (backslash - LOW_BITS) & ~backslash;
    return (word | (word - SPACES) | quoteMarks | backslashMarks) & HIGH_BITS;
  }

  /** How many bytes come before the one that is marked; 8 if none is. */
  static int plainBytes(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }
}
