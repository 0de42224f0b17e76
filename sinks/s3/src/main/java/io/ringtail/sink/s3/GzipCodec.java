package io.ringtail.sink.s3;

import io.ringtail.batch.RecordBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;

/**
 * One gzip member for each batch.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952, section 2.2: a file is a series
 *     of members</a>
 */
final class GzipCodec implements Codec {
  static final String SUFFIX = ".gz";

  /** Half the CPU of the default of 6, for JSON that becomes a tenth larger. */
  private static final int LEVEL = 4;

  private static final int PIECE_BYTES = 64 * 1024;

  /** Logs become an eighth or less. */
  private static final int USUAL_RATIO = 8;

  /** What ours begin with: the magic number, deflate, and no flags, so no more than 10 bytes. */
  private static final int HEADER_START = 0x00088b1f;

  private static final int HEADER_BYTES = 10;
  private static final int TRAILER_BYTES = 8;

  @Override
  public String suffix() {
    return SUFFIX;
  }

  @Override
  public Body encode(RecordBatch batch) {
    int expected = Math.toIntExact(Lines.bytes(batch) / USUAL_RATIO) + 1024;
    try (Body.Builder out = new Body.Builder(expected)) {
      try (OutputStream member = member(out)) {
        Lines.write(batch, member);
      }
      return out.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream member(OutputStream out) throws IOException {
    return new Member(out);
  }

  @Override
  public long soundBytes(InputStream in) throws IOException {
    Inflater inflater = new Inflater(true);
    try (PushbackInputStream all = new PushbackInputStream(in, PIECE_BYTES)) {
      long sound = 0;
      for (long member = member(all, inflater); member > 0; member = member(all, inflater)) {
        sound += member;
      }
      return sound;
    } finally {
      inflater.end();
    }
  }

  /** Reads to a member's end; its length, or 0 if it is not whole. */
  private static long member(PushbackInputStream in, Inflater inflater) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    if (header.length < HEADER_BYTES || littleEndian(header, 0) != HEADER_START) {
      return 0;
    }
    inflater.reset();
    CRC32 crc = new CRC32();
    byte[] raw = new byte[PIECE_BYTES];
    byte[] piece = new byte[PIECE_BYTES];
    int available = 0;
    try {
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          available = in.read(piece);
          if (available < 0) {
            return 0;
          }
          inflater.setInput(piece, 0, available);
        }
        int count = inflater.inflate(raw);
        if (count == 0 && inflater.needsDictionary()) {
          return 0;
        }
        crc.update(raw, 0, count);
      }
    } catch (DataFormatException e) {
      return 0;
    }
    in.unread(piece, available - inflater.getRemaining(), inflater.getRemaining());
    byte[] trailer = in.readNBytes(TRAILER_BYTES);
    boolean whole =
        trailer.length == TRAILER_BYTES
            && littleEndian(trailer, 0) == (int) crc.getValue()
            && littleEndian(trailer, 4) == (int) inflater.getBytesWritten();
    return whole ? HEADER_BYTES + inflater.getBytesRead() + TRAILER_BYTES : 0;
  }

  private static int littleEndian(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  private static final class Member extends GZIPOutputStream {
    Member(OutputStream out) throws IOException {
      super(out, 16 * 1024);
      def.setLevel(LEVEL);
    }
  }
}
