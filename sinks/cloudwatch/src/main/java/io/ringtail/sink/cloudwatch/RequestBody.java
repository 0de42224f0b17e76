package io.ringtail.sink.cloudwatch;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The bytes of one request, in pieces of 64 KiB that are used again.
 *
 * <p>In pieces, so that growth copies nothing and no array is so large that a garbage collector
 * treats it as a special case.
 *
 * <p>Threading: one request at a time. Allocates: pieces, as long as a request is larger than those
 * before it.
 */
final class RequestBody implements ContentStreamProvider {
  static final int PIECE_BYTES = 64 * 1024;

  /** Fewer bytes of room than this are left over at the end of a piece. */
  private static final int MIN_ROOM_BYTES = 128;

  private final List<byte[]> pieces = new ArrayList<>();
  private int[] used = new int[8];
  private int current = -1;
  private byte[] piece = {};
  private int at;
  private int keptPieces;

  /** Forgets the content; lets memory go that the last requests did not need. */
  void clear() {
    int needed = current + 1;
    // One piece less each time: a large request now and then is worth its memory, one ever is not.
    keptPieces = Math.max(needed, keptPieces - 1);
    while (pieces.size() > keptPieces) {
      pieces.remove(pieces.size() - 1);
    }
    current = -1;
    piece = new byte[0];
    at = 0;
  }

  /** Appends bytes as they are; no more than fit one piece. */
  RequestBody raw(byte[] bytes) {
    ensureRoom(bytes.length);
    System.arraycopy(bytes, 0, piece, at, bytes.length);
    at += bytes.length;
    return this;
  }

  RequestBody decimal(long value) {
    ensureRoom(MIN_ROOM_BYTES);
    at = JsonEscape.decimal(value, piece, at);
    return this;
  }

  /** Appends UTF-8 bytes as the inside of a JSON string. */
  RequestBody escaped(byte[] bytes, int from, int length) {
    int read = from;
    int end = from + length;
    while (read < end) {
      ensureRoom(MIN_ROOM_BYTES);
      int fits = (piece.length - at) / JsonEscape.MAX_GROWTH;
      int stop = Math.min(end, read + fits);
      at = JsonEscape.escape(bytes, read, stop, piece, at);
      read = stop;
    }
    return this;
  }

  int length() {
    int sum = at;
    for (int i = 0; i < current; i++) {
      sum += used[i];
    }
    return sum;
  }

  /** Heap that it holds, in bytes. */
  int heapBytes() {
    return pieces.size() * PIECE_BYTES;
  }

  @Override
  public InputStream newStream() {
    return new PieceStream();
  }

  private void ensureRoom(int bytes) {
    if (piece.length - at >= bytes) {
      return;
    }
    if (current >= 0) {
      used[current] = at;
    }
    current++;
    if (current == used.length) {
      used = Arrays.copyOf(used, 2 * current);
    }
    if (current == pieces.size()) {
      pieces.add(new byte[PIECE_BYTES]);
    }
    piece = pieces.get(current);
    at = 0;
  }

  private int end(int index) {
    return index == current ? at : used[index];
  }

  /** Reads the pieces one after the other. */
  private final class PieceStream extends InputStream {
    private int index;
    private int next;

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      while (index <= current && next == end(index)) {
        index++;
        next = 0;
      }
      if (index > current) {
        return -1;
      }
      int count = Math.min(length, end(index) - next);
      System.arraycopy(pieces.get(index), next, target, offset, count);
      next += count;
      return count;
    }
  }
}
