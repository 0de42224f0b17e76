package io.ringtail.sink.s3;

import io.ringtail.batch.RecordBatch;
import java.io.IOException;
import java.io.OutputStream;

/** Newline-delimited JSON: a record, a line. Records are JSON, so no line breaks stand in them. */
final class Lines {
  /** What is handed on at once: a compressor is native code, and each call has its price. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private Lines() {}

  /** Writes the remaining records of {@code batch}. */
  static void write(RecordBatch batch, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int used = 0;
    for (int i = 0; i < batch.size(); i++) {
      int length = batch.length(i);
      if (used + length + 1 > CHUNK_BYTES) {
        out.write(chunk, 0, used);
        used = 0;
      }
      if (length + 1 > CHUNK_BYTES) {
        out.write(batch.array(), batch.offset(i), length);
      } else {
        System.arraycopy(batch.array(), batch.offset(i), chunk, used, length);
        used += length;
      }
      chunk[used++] = '\n';
    }
    out.write(chunk, 0, used);
  }

  /** Bytes of all of them. */
  static long bytes(RecordBatch batch) {
    return batch.remainingBytes() + batch.size();
  }
}
