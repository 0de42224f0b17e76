package io.ringtail.sink.s3;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.ringtail.batch.RecordBatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * One zstd frame for each batch, with a checksum. Needs zstd-jni, which users add themselves.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8878">RFC 8878, section 3: a file is a series of
 *     frames</a>
 */
final class ZstdCodec implements Codec {
  static final String SUFFIX = ".zst";

  private static final String LIBRARY = "com.github.luben.zstd.Zstd";
  private static final int LEVEL = 3;
  private static final int USUAL_RATIO = 8;
  private static final int PIECE_BYTES = 256 * 1024;

  /** More than any batch becomes: what has no end by then is damaged. */
  private static final int MAX_FRAME_BYTES = 16 << 20;

  private static final int DAMAGED = -1;

  /** Whether the library is on the class path; nothing of it is initialised. */
  static boolean isPresent() {
    try {
      Class.forName(LIBRARY, false, ZstdCodec.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * Loads the native library, which zstd-jni unpacks into `java.io.tmpdir`.
   *
   * @throws IOException if that does not work, with a message for people
   */
  static ZstdCodec load() throws IOException {
    try {
      Zstd.defaultCompressionLevel();
      return new ZstdCodec();
    } catch (LinkageError e) {
      throw new IOException(
          "zstd-jni's native library does not load ("
              + e.getMessage()
              + "); it is unpacked into java.io.tmpdir="
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }

  /**
   * @throws IOException if the library is not there, or does not load
   */
  static InputStream decoded(InputStream frames) throws IOException {
    if (!isPresent()) {
      throw new IOException("zstd-jni is not there, which it takes to read this");
    }
    load();
    return new ZstdInputStreamNoFinalizer(frames);
  }

  @Override
  public String suffix() {
    return SUFFIX;
  }

  @Override
  public Body encode(RecordBatch batch) {
    int expected = Math.toIntExact(Lines.bytes(batch) / USUAL_RATIO) + 1024;
    try (Body.Builder out = new Body.Builder(expected)) {
      try (OutputStream frame = member(out)) {
        Lines.write(batch, frame);
      }
      return out.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream member(OutputStream out) throws IOException {
    ZstdOutputStreamNoFinalizer frame = new ZstdOutputStreamNoFinalizer(out, LEVEL);
    frame.setChecksum(true);
    return frame;
  }

  @Override
  public long soundBytes(InputStream in) throws IOException {
    byte[] window = new byte[PIECE_BYTES];
    int filled = 0;
    long sound = 0;
    while (true) {
      int count = in.readNBytes(window, filled, window.length - filled);
      filled += count;
      int frame = frame(window, filled);
      if (frame > 0) {
        if (!isSound(window, frame)) {
          return sound;
        }
        sound += frame;
        filled -= frame;
        System.arraycopy(window, frame, window, 0, filled);
      } else if (frame == DAMAGED || filled < window.length || filled >= MAX_FRAME_BYTES) {
        return sound;
      } else {
        window = Arrays.copyOf(window, 2 * window.length);
      }
    }
  }

  /** The length of the frame at the window's start; 0 if its end is not in the window. */
  private static int frame(byte[] window, int filled) {
    try {
      return filled == 0 ? 0 : (int) Zstd.findFrameCompressedSize(window, 0, filled);
    } catch (ZstdException e) {
      return e.getErrorCode() == Zstd.errSrcSizeWrong() ? 0 : DAMAGED;
    }
  }

  private static boolean isSound(byte[] window, int frame) {
    byte[] raw = new byte[PIECE_BYTES];
    try (InputStream in =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(window, 0, frame))) {
      while (in.read(raw) >= 0) {
        // Only its checksum matters.
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
