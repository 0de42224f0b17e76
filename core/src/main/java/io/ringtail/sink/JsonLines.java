package io.ringtail.sink;

import io.ringtail.batch.RecordBatch;
import io.ringtail.event.RecordForm;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Records as lines on a stream: the process's stdout, where the node agent finds them.
 *
 * <p>Writes to the file descriptor, not to System.out, which the program may have replaced.
 * Threading: safe; lines of several threads do not mix. May block as long as the reader of the
 * stream does.
 */
public final class JsonLines {
  private static final int CHUNK_BYTES = 64 * 1024;

  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  public JsonLines(OutputStream out) {
    this.out = out;
  }

  // Not closed: it is the process's own descriptor.
  @SuppressWarnings("resource")
  public static JsonLines toStdout() {
    return new JsonLines(new FileOutputStream(FileDescriptor.out));
  }

  /** Writes the remaining records of {@code batch}, a line each. */
  public synchronized void write(RecordBatch batch) throws IOException {
    int used = 0;
    RecordForm form = batch.form();
    for (int i = 0; i < batch.size(); i++) {
      int length = batch.length(i);
      if (used + length + 1 > CHUNK_BYTES) {
        out.write(chunk, 0, used);
        used = 0;
      }
      if (length + 1 > CHUNK_BYTES) {
        byte[] line = new byte[length];
        int lineEnd = form.toJson(batch.array(), batch.offset(i), length, line, 0);
        out.write(line, 0, lineEnd);
        out.write('\n');
      } else {
        used = form.toJson(batch.array(), batch.offset(i), length, chunk, used);
        chunk[used++] = '\n';
      }
    }
    out.write(chunk, 0, used);
    out.flush();
  }
}
