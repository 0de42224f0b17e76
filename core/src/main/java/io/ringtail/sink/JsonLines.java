package io.ringtail.sink;

import io.ringtail.batch.RecordBatch;
import io.ringtail.event.RecordForm;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

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

  /** Made when it is needed, which as a rule is never. */
  private byte @Nullable [] spareChunk;

  /** Whether the last write has failed, perhaps inside a line. */
  private boolean isCut;

  public JsonLines(OutputStream out) {
    this.out = out;
  }

  /** The one of this process: a pipe keeps only small writes whole, so that two might mix. */
  public static JsonLines toStdout() {
    return Stdout.LINES;
  }

  /** Made when it is needed. */
  private static final class Stdout {
    // Not closed: it is the process's own descriptor.
    private static final JsonLines LINES = new JsonLines(new FileOutputStream(FileDescriptor.out));
  }

  /** The stream has failed before all records were on it. */
  public static final class CutShortException extends IOException {
    private static final long serialVersionUID = 1;

    private final int written;

    CutShortException(int written, Throwable cause) {
      super(cause.toString(), cause);
      this.written = written;
    }

    /** So many of the records are there, the first ones. */
    public int written() {
      return written;
    }
  }

  /**
   * Writes the remaining records of {@code batch}, a line each.
   *
   * @throws CutShortException if the stream fails, whatever it throws
   */
  public void write(RecordBatch batch) throws CutShortException {
    write(batch, true);
  }

  /**
   * The same without what the program has printed itself: that stands there, or on stderr, as it
   * is. It counts as written.
   */
  public void writeUnseen(RecordBatch batch) throws CutShortException {
    write(batch, false);
  }

  private synchronized void write(RecordBatch batch, boolean withPrinted) throws CutShortException {
    int written = 0;
    try {
      byte[] chunk = spareChunk == null ? new byte[CHUNK_BYTES] : spareChunk;
      spareChunk = chunk;
      if (isCut) {
        out.write('\n');
      }
      isCut = true;
      int used = 0;
      RecordForm form = batch.form();
      for (int i = 0; i < batch.size(); i++) {
        if (!withPrinted && batch.isPrinted(i)) {
          continue;
        }
        int length = batch.length(i);
        if (used + length + 1 > CHUNK_BYTES) {
          out.write(chunk, 0, used);
          written = i;
          used = 0;
        }
        if (length + 1 > CHUNK_BYTES) {
          byte[] line = new byte[length];
          int lineEnd = form.toJson(batch.array(), batch.offset(i), length, line, 0);
          out.write(line, 0, lineEnd);
          out.write('\n');
          written = i + 1;
        } else {
          used = form.toJson(batch.array(), batch.offset(i), length, chunk, used);
          chunk[used++] = '\n';
        }
      }
      out.write(chunk, 0, used);
      out.flush();
      isCut = false;
    } catch (Throwable e) {
      throw new CutShortException(written, e);
    }
  }
}
