package io.ringtail.node.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** The text of one file, held open: plain, or unpacked on the way. */
sealed interface Content extends Closeable permits PlainContent, GzipContent {
  /**
   * Reads at a place in the uncompressed text, as much as is there and fits.
   *
   * @return bytes read; 0 at the end
   */
  int read(byte[] into, int offset, int length, long position) throws IOException;

  /** Uncompressed bytes, as far as can be told without unpacking. */
  long size() throws IOException;

  /** Bytes that it takes on the disk, more or less, for as long as it is held. */
  long diskBytes() throws IOException;

  static Content open(Path path, boolean gzip) throws IOException {
    PlainContent plain = PlainContent.open(path);
    return gzip ? new GzipContent(plain) : plain;
  }
}
