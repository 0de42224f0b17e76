package io.ringtail.console.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Groups, streams and retentions as a log of changes, written anew at each start.
 *
 * <p>Threading: the store's lock.
 */
final class CatalogFile {
  private static final int GROUP = 1;
  private static final int STREAM = 2;
  private static final int RETENTION = 3;

  private final Path path;
  private final RandomAccessFile file;

  private CatalogFile(Path path) throws IOException {
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "rw");
    file.seek(file.length());
  }

  /** Fills the catalogue from the file as far as it is whole. */
  static void readInto(Path path, Catalog catalog) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      for (byte[] payload = Frames.read(in); payload != null; payload = Frames.read(in)) {
        apply(payload, catalog);
      }
    }
  }

  /** A file that holds this catalogue, in place of the one that is there. */
  static CatalogFile rewrite(Path path, Catalog catalog) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    CatalogFile file = new CatalogFile(fresh);
    try {
      for (LogGroup group : catalog.groups()) {
        file.group(group.name(), group.creationTimeMillis());
        file.retention(group.name(), group.retentionDays());
        for (LogStream stream : group.streams()) {
          file.stream(stream.id(), stream.creationTimeMillis());
        }
      }
    } finally {
      file.close();
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    return new CatalogFile(path);
  }

  void group(String name, long creationTimeMillis) throws IOException {
    append(GROUP, creationTimeMillis, name, "");
  }

  void stream(StreamId id, long creationTimeMillis) throws IOException {
    append(STREAM, creationTimeMillis, id.group(), id.stream());
  }

  void retention(String group, int days) throws IOException {
    append(RETENTION, days, group, "");
  }

  void close() throws IOException {
    file.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private void append(int kind, long number, String group, String stream) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[Frames.HEAD_BYTES]);
    out.writeByte(kind);
    out.writeLong(number);
    out.writeUTF(group);
    out.writeUTF(stream);
    byte[] frame = bytes.toByteArray();
    Frames.seal(frame, 0, frame.length);
    long before = file.length();
    try {
      file.write(frame);
    } catch (IOException e) {
      file.setLength(before);
      throw e;
    }
  }

  private static void apply(byte[] payload, Catalog catalog) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
    int kind = in.readByte();
    long number = in.readLong();
    String group = in.readUTF();
    String stream = in.readUTF();
    switch (kind) {
      case GROUP -> catalog.addGroup(group, number);
      case STREAM -> catalog.restored(new StreamId(group, stream), number);
      case RETENTION -> {
        LogGroup known = catalog.group(group);
        if (known != null) {
          known.retainDays((int) number);
        }
      }
      default ->
          throw new IOException("written by a newer version: unknown kind of record " + kind);
    }
  }
}
