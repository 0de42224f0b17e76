package io.ringtail.sink.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A piece of an object, read from its file as often as it is sent.
 *
 * <p>Threading: safe; the channel is the caller's.
 */
record FileRange(FileChannel channel, long from, long length) implements ContentStreamProvider {
  private static final int PIECE_BYTES = 64 * 1024;

  @Override
  public InputStream newStream() {
    return new Stream();
  }

  /**
   * The piece's checksum, in Base64.
   *
   * @throws IOException also if the file is shorter than it was
   */
  String crc32c() throws IOException {
    CRC32C crc = new CRC32C();
    byte[] piece = new byte[PIECE_BYTES];
    try (InputStream in = newStream()) {
      long left = length;
      for (int count = in.read(piece); count > 0; count = in.read(piece)) {
        crc.update(piece, 0, count);
        left -= count;
      }
      if (left != 0) {
        throw new IOException("the file is shorter than it was by " + left + " bytes");
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Checksum.text(crc);
  }

  private final class Stream extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      long left = length - position;
      if (left <= 0) {
        return -1;
      }
      // The JDK keeps a direct buffer per thread as large as what is read at once.
      int most = (int) Math.min(Math.min(count, PIECE_BYTES), left);
      int read = channel.read(ByteBuffer.wrap(target, offset, most), from + position);
      position += Math.max(0, read);
      return read;
    }
  }
}
