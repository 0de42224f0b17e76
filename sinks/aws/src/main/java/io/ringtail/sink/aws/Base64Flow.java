package io.ringtail.sink.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Base64 (RFC 4648, section 4) of data that comes in pieces, into room that comes in pieces.
 *
 * <p>The JDK's encoder takes whole arrays only. Threading: one thread. Allocates nothing.
 */
final class Base64Flow {
  private static final byte[] DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(US_ASCII);

  private static final int GROUP_BYTES = 3;
  private static final int GROUP_DIGITS = 4;

  /** Two digits for each 12 bits, the first in the upper byte. */
  private static final short[] PAIRS = pairs();

  private byte[] piece = {};
  private int at;
  private int end;

  /** Bytes of a group that the piece's end has divided. */
  private int carry;

  private int carryBytes;

  /** A group that the room's end has divided. */
  private final byte[] group = new byte[GROUP_DIGITS];

  private int groupAt = GROUP_DIGITS;

  /** Whether all of the last piece has been read. */
  boolean needsPiece() {
    return at == end && groupAt == GROUP_DIGITS;
  }

  /** Only while it {@link #needsPiece}. */
  void take(byte[] array, int offset, int length) {
    piece = array;
    at = offset;
    end = offset + length;
  }

  /**
   * Encodes what there is.
   *
   * @return the place in {@code target} after what was written
   */
  int drain(byte[] target, int from, int to) {
    int write = drainGroup(target, from, to);
    while (write < to && at < end) {
      if (carryBytes == 0) {
        write = encodeGroups(target, write, to);
      }
      if (write < to && fillGroup()) {
        write = drainGroup(target, write, to);
      }
    }
    return write;
  }

  /**
   * The data is at its end.
   *
   * @return whether there is more to drain
   */
  boolean finish() {
    if (carryBytes == 0) {
      return false;
    }
    int bits = carry << (8 * (GROUP_BYTES - carryBytes));
    putGroup(bits);
    group[3] = '=';
    if (carryBytes == 1) {
      group[2] = '=';
    }
    carry = 0;
    carryBytes = 0;
    return true;
  }

  private int drainGroup(byte[] target, int from, int to) {
    int write = from;
    while (groupAt < GROUP_DIGITS && write < to) {
      target[write++] = group[groupAt++];
    }
    return write;
  }

  private int encodeGroups(byte[] target, int from, int to) {
    int groups = Math.min((end - at) / GROUP_BYTES, (to - from) / GROUP_DIGITS);
    byte[] source = piece;
    int read = at;
    int write = from;
    for (int i = 0; i < groups; i++) {
      int bits =
          (source[read] & 0xff) << 16 | (source[read + 1] & 0xff) << 8 | (source[read + 2] & 0xff);
      int first = PAIRS[bits >>> 12];
      int second = PAIRS[bits & 0xfff];
      target[write] = (byte) (first >>> 8);
      target[write + 1] = (byte) first;
      target[write + 2] = (byte) (second >>> 8);
      target[write + 3] = (byte) second;
      read += GROUP_BYTES;
      write += GROUP_DIGITS;
    }
    at = read;
    return write;
  }

  /** Takes bytes one by one until a group is whole; false if the piece has ended before. */
  private boolean fillGroup() {
    while (carryBytes < GROUP_BYTES && at < end) {
      carry = carry << 8 | (piece[at++] & 0xff);
      carryBytes++;
    }
    if (carryBytes < GROUP_BYTES) {
      return false;
    }
    putGroup(carry);
    carry = 0;
    carryBytes = 0;
    return true;
  }

  private void putGroup(int bits) {
    for (int i = 0; i < GROUP_DIGITS; i++) {
      group[i] = DIGITS[(bits >>> (18 - 6 * i)) & 63];
    }
    groupAt = 0;
  }

  private static short[] pairs() {
    short[] pairs = new short[1 << 12];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = (short) (DIGITS[i >>> 6] << 8 | DIGITS[i & 63]);
    }
    return pairs;
  }
}
