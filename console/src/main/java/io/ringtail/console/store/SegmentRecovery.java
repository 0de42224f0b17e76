package io.ringtail.console.store;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the segments of an earlier run into the index, each up to its first torn or damaged frame.
 *
 * <p>Threading: one thread.
 */
final class SegmentRecovery {
  private static final String SUFFIX = ".events";

  private final Catalog catalog;
  private long lastArrival;
  private long events;

  SegmentRecovery(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The oldest first. */
  static List<Path> segmentFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(path -> path.getFileName().toString().matches("\\d{12}\\" + SUFFIX))
          .sorted()
          .toList();
    }
  }

  long lastArrival() {
    return lastArrival;
  }

  long events() {
    return events;
  }

  Segment recover(Path path) throws IOException {
    String name = path.getFileName().toString();
    long number = Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
      if (!Arrays.equals(in.readNBytes(Segment.MAGIC.length), Segment.MAGIC)) {
        return startOver(path, number);
      }
      Segment segment = Segment.reopen(path, number);
      long offset = Segment.MAGIC.length;
      for (byte[] payload = Frames.read(in); payload != null; payload = Frames.read(in)) {
        take(BlockRecord.decode(payload), segment, offset, Frames.HEAD_BYTES + payload.length);
        offset += Frames.HEAD_BYTES + payload.length;
      }
      segment.cutAt(offset);
      return segment;
    }
  }

  /** A file that was torn within its first bytes holds nothing; any other is not ours. */
  private static Segment startOver(Path path, long number) throws IOException {
    if (Files.size(path) >= Segment.MAGIC.length) {
      throw new IOException(
          path + " is not a segment file of this version: move it away or use another directory");
    }
    Files.write(path, Segment.MAGIC);
    return Segment.reopen(path, number);
  }

  private void take(BlockRecord record, Segment segment, long frameOffset, int frameBytes) {
    long offset = frameOffset + record.eventsOffset();
    int length = record.events().array().length;
    Block block =
        Block.of(
            record.arrival(),
            record.events(),
            record.ingestionTimeMillis(),
            frameBytes,
            () -> segment.read(offset, length));
    LogStream stream = catalog.restored(record.stream(), record.ingestionTimeMillis());
    catalog.add(stream, block);
    segment.add(stream, block);
    lastArrival = Math.max(lastArrival, block.arrival());
    events += block.count();
  }
}
