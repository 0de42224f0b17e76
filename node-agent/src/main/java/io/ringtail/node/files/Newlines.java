package io.ringtail.node.files;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/** Finds the ends of lines. */
enum Newlines {
  /** Every charset in which no byte of another character is 0x0a: UTF-8, Latin, the CJK ones. */
  ONE_BYTE(1) {
    @Override
    int find(byte[] bytes, int from, int to, boolean aligned) {
      int i = from;
      for (; i <= to - Long.BYTES; i += Long.BYTES) {
        // A byte that is zero after this is a newline: the usual trick to find it in eight at once.
        long x = (long) LONGS.get(bytes, i) ^ 0x0a0a0a0a0a0a0a0aL;
        long zero = (x - 0x0101010101010101L) & ~x & 0x8080808080808080L;
        if (zero != 0) {
          return i + (Long.numberOfTrailingZeros(zero) >>> 3);
        }
      }
      for (; i < to; i++) {
        if (bytes[i] == '\n') {
          return i;
        }
      }
      return -1;
    }
  },
  LITTLE_ENDIAN(2) {
    @Override
    int find(byte[] bytes, int from, int to, boolean aligned) {
      for (int i = aligned ? from : from + 1; i + 1 < to; i += 2) {
        if (bytes[i] == '\n' && bytes[i + 1] == 0) {
          return i;
        }
      }
      return -1;
    }
  },
  BIG_ENDIAN(2) {
    @Override
    int find(byte[] bytes, int from, int to, boolean aligned) {
      for (int i = aligned ? from : from + 1; i + 1 < to; i += 2) {
        if (bytes[i] == 0 && bytes[i + 1] == '\n') {
          return i;
        }
      }
      return -1;
    }
  };

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes of a newline. */
  final int width;

  Newlines(int width) {
    this.width = width;
  }

  /** UTF-16 without a byte order in its name is taken for big-endian, as its standard has it. */
  static Newlines of(Charset charset) {
    if (charset.equals(UTF_16LE) || charset.name().equals("x-UTF-16LE-BOM")) {
      return LITTLE_ENDIAN;
    }
    return charset.equals(UTF_16BE) || charset.name().equals("UTF-16") ? BIG_ENDIAN : ONE_BYTE;
  }

  /**
   * Where a newline begins in {@code bytes[from, to)}; -1 if there is none.
   *
   * @param aligned whether {@code from} is an even place in the file
   */
  abstract int find(byte[] bytes, int from, int to, boolean aligned);
}
