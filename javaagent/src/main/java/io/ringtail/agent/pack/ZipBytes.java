package io.ringtail.agent.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a zip file whose bytes depend on nothing but its content. */
final class ZipBytes implements AutoCloseable {
  private final ZipOutputStream zip;
  private final LocalDateTime date;

  ZipBytes(OutputStream out, Instant date) {
    this.zip = new ZipOutputStream(out);
    this.date = LocalDateTime.ofInstant(date, ZoneOffset.UTC);
    zip.setLevel(Deflater.BEST_COMPRESSION);
  }

  void deflated(String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(date);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  void stored(String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(date);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
