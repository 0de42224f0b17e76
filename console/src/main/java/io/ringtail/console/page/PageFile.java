package io.ringtail.console.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/** A file as it is sent. */
final class PageFile {
  private final String type;
  private final byte[] bytes;
  private final byte[] gzipped;
  private final String tag;

  PageFile(String type, byte[] bytes) throws IOException {
    this.type = type;
    this.bytes = bytes;
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    this.gzipped = compressed.toByteArray();
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    this.tag = '"' + Long.toHexString(checksum.getValue()) + '-' + bytes.length + '"';
  }

  String type() {
    return type;
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] gzipped() {
    return gzipped;
  }

  /** Another one where the contents are others. */
  String tag() {
    return tag;
  }
}
