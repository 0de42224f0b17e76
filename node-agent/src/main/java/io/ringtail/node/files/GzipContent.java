package io.ringtail.node.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A compressed file. It can only be unpacked from its beginning: reading on where the last read
 * ended, or within what that returned, costs nothing more; any other place is found by unpacking up
 * to it.
 */
final class GzipContent implements Content {
  private static final int INFLATE_BYTES = 16 << 10;

  private final PlainContent packed;
  private @Nullable InputStream unpacked;

  /** Where {@link #unpacked} stands. */
  private long position;

  /** The last bytes before {@link #position}: the line that was not whole yet is among them. */
  private byte[] recent = {};

  private int recentLength;

  GzipContent(PlainContent packed) {
    this.packed = packed;
  }

  @Override
  public int read(byte[] into, int offset, int length, long from) throws IOException {
    if (from > position || from < position - recentLength) {
      seek(from);
    }
    int again = (int) Math.min(position - from, length);
    System.arraycopy(recent, recentLength - (int) (position - from), into, offset, again);
    int fresh = 0;
    if (again < length && again == position - from) {
      fresh = stream().readNBytes(into, offset + again, length - again);
      position += fresh;
      keep(into, offset, again + fresh);
    }
    return again + fresh;
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (recent.length < length) {
      recent = new byte[length];
    }
    System.arraycopy(bytes, offset, recent, 0, length);
    recentLength = length;
  }

  private void seek(long to) throws IOException {
    if (to < position) {
      unpacked = null;
      position = 0;
    }
    recentLength = 0;
    InputStream in = stream();
    while (position < to) {
      long skipped = in.skip(to - position);
      if (skipped <= 0) {
        // The file ends before: nothing is left to read there.
        position = to;
      } else {
        position += skipped;
      }
    }
  }

  private InputStream stream() throws IOException {
    if (unpacked == null) {
      unpacked = new GZIPInputStream(new FromStart(packed), INFLATE_BYTES);
    }
    return unpacked;
  }

  /** What the last four bytes say: right for one member of less than 4 GiB, as rotation makes. */
  @Override
  public long size() throws IOException {
    long end = packed.size();
    byte[] size = new byte[4];
    if (end < 18 || packed.read(size, 0, 4, end - 4) < 4) {
      return 0;
    }
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | (size[i] & 0xff);
    }
    return value;
  }

  @Override
  public long diskBytes() throws IOException {
    return packed.diskBytes();
  }

  @Override
  public void close() throws IOException {
    unpacked = null;
    packed.close();
  }

  /** Reads a file from its beginning, however often it was read before. */
  private static final class FromStart extends InputStream {
    private final PlainContent file;
    private long at;

    FromStart(PlainContent file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int count = file.read(into, offset, length, at);
      at += count;
      return count == 0 && length > 0 ? -1 : count;
    }

    /** Asked by GZIPInputStream, to learn whether another member follows. */
    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, file.size() - at);
    }
  }
}
