package io.ringtail.sink.aws;

import java.io.IOException;
import java.io.InputStream;

/** The body of one request, of known length; read once for its signature and once to be sent. */
public interface RequestBody {
  /** In bytes. */
  int length();

  /** Reads it from its begin. */
  InputStream newStream();

  /**
   * Hands it over in pieces.
   *
   * @param piece room for one; as large as pays for a system call
   */
  default void readInto(byte[] piece, Pieces pieces) throws IOException {
    try (InputStream in = newStream()) {
      for (int count = in.readNBytes(piece, 0, piece.length);
          count > 0;
          count = in.readNBytes(piece, 0, piece.length)) {
        pieces.take(piece, 0, count);
      }
    }
  }

  /** Takes a body piece by piece. */
  @FunctionalInterface
  interface Pieces {
    void take(byte[] bytes, int offset, int count) throws IOException;
  }
}
