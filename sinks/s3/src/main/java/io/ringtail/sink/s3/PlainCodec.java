package io.ringtail.sink.s3;

import io.ringtail.batch.RecordBatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Lines as they are. */
final class PlainCodec implements Codec {
  private static final int PIECE_BYTES = 64 * 1024;

  @Override
  public String suffix() {
    return "";
  }

  @Override
  public Body encode(RecordBatch batch) {
    try (Body.Builder out = new Body.Builder(Math.toIntExact(Lines.bytes(batch)))) {
      Lines.write(batch, out);
      return out.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream member(OutputStream out) {
    return out;
  }

  /**
   * Up to the last line's end before the first byte that JSON never has: a block that the disk
   * never got is full of zeros.
   */
  @Override
  public long soundBytes(InputStream in) throws IOException {
    byte[] piece = new byte[PIECE_BYTES];
    long position = 0;
    long sound = 0;
    for (int count = in.read(piece); count > 0; count = in.read(piece)) {
      for (int i = 0; i < count; i++) {
        if (piece[i] == 0) {
          return sound;
        }
        if (piece[i] == '\n') {
          sound = position + i + 1;
        }
      }
      position += count;
    }
    return sound;
  }
}
