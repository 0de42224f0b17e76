package io.ringtail.console.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One append-only file of blocks. Read and written through a {@link RandomAccessFile}: a channel
 * would be closed for everybody by the interrupt of one reader.
 *
 * <p>Threading: safe, one access at a time.
 */
final class Segment {
  static final byte[] MAGIC = "RTSEG1\n\0".getBytes(StandardCharsets.US_ASCII);

  /** A block of this file, and whose it is. */
  record Entry(LogStream stream, Block block) {}

  private final long number;
  private final Path path;
  private final RandomAccessFile file;
  private final List<Entry> entries = new ArrayList<>();
  private long sizeBytes;
  private boolean closed;

  private Segment(long number, Path path, long sizeBytes) throws IOException {
    this.number = number;
    this.path = path;
    this.file = new RandomAccessFile(path.toFile(), "rw");
    this.sizeBytes = sizeBytes;
  }

  static Segment create(Path directory, long number) throws IOException {
    Path path = directory.resolve(String.format("%012d.events", number));
    Files.write(path, MAGIC);
    return new Segment(number, path, MAGIC.length);
  }

  /** Opens what an earlier run has left. */
  static Segment reopen(Path path, long number) throws IOException {
    return new Segment(number, path, Files.size(path));
  }

  /** Drops what lies behind the last whole frame. */
  synchronized void cutAt(long goodBytes) throws IOException {
    file.setLength(goodBytes);
    sizeBytes = goodBytes;
  }

  long number() {
    return number;
  }

  synchronized long sizeBytes() {
    return sizeBytes;
  }

  /** Returns where the frames begin; after a failure the file is as before. */
  synchronized long append(byte[] frames) throws IOException {
    long start = sizeBytes;
    try {
      file.seek(start);
      file.write(frames);
    } catch (IOException e) {
      file.setLength(start);
      throw e;
    }
    sizeBytes += frames.length;
    return start;
  }

  synchronized PackedEvents read(long offset, int length) throws IOException {
    if (closed) {
      return PackedEvents.none();
    }
    byte[] bytes = new byte[length];
    file.seek(offset);
    file.readFully(bytes);
    return new PackedEvents(bytes);
  }

  synchronized void add(LogStream stream, Block block) {
    entries.add(new Entry(stream, block));
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized void close() throws IOException {
    closed = true;
    file.close();
  }

  synchronized void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }
}
