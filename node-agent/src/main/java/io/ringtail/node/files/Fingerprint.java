package io.ringtail.node.files;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What a file begins with, so that it is known again where its inode says nothing: under another
 * inode (compressed, copied), or after its inode went to another file.
 *
 * @param hash over the first {@code length} uncompressed bytes
 * @param length up to {@link #MAX_BYTES}; fewer for a small file, and more as it grows
 */
record Fingerprint(long hash, int length) {
  static final int MAX_BYTES = 1_024;

  /** Of a file of which nothing was seen yet: every file may be it. */
  static final Fingerprint NONE = new Fingerprint(0, 0);

  static Fingerprint of(byte[] head, int length) {
    if (length == 0) {
      return NONE;
    }
    CRC32 crc = new CRC32();
    crc.update(head, 0, length);
    CRC32C other = new CRC32C();
    other.update(head, 0, length);
    return new Fingerprint(crc.getValue() << 32 | other.getValue(), length);
  }

  /** Whether a file with this head may be the one that the fingerprint was taken of. */
  boolean matches(byte[] head, int headLength) {
    return headLength >= length && of(head, length).hash == hash;
  }

  /** Reads the head of a file for {@link #matches}. */
  static byte[] head(Content content) throws IOException {
    byte[] head = new byte[MAX_BYTES];
    int length = content.read(head, 0, MAX_BYTES, 0);
    return length == MAX_BYTES ? head : Arrays.copyOf(head, length);
  }
}
