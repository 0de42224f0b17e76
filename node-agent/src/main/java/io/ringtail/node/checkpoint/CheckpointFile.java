package io.ringtail.node.checkpoint;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.ringtail.node.checkpoint.CheckpointFormat.Decoded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The file that checkpoints are kept in, and the one before it. At any moment one of them is whole,
 * whatever happens to the machine, but for a change at its end that was being written.
 *
 * <p>Threading: one at a time; {@link #isLong} any.
 */
final class CheckpointFile {
  /** Changes are added to the file up to so many bytes, or twice what all entries take. */
  private static final long LONG_BYTES = 256 << 10;

  private final Path directory;
  private final Path file;
  private final Path previous;
  private long wholeBytes;
  private long addedBytes;
  private volatile boolean isLong;

  CheckpointFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve("checkpoints.json");
    this.previous = directory.resolve("checkpoints.json.1");
  }

  /**
   * @param entries null if there were checkpoints and none of them can be read
   * @param problem what was found broken; null if nothing was
   */
  record Loaded(@Nullable Map<String, Entry> entries, @Nullable String problem) {}

  /**
   * @param text what the source said
   * @param seenMillis when somebody last answered for it; 0: until the file was written
   */
  record Entry(String text, long seenMillis) {}

  Loaded load() {
    String problem = null;
    boolean any = false;
    for (Path each : new Path[] {file, previous}) {
      try {
        Decoded decoded = CheckpointFormat.decode(Files.readAllBytes(each));
        return new Loaded(
            decoded.entries(), decoded.torn() == null ? problem : each + " " + decoded.torn());
      } catch (IOException e) {
        if (!(e instanceof NoSuchFileException)) {
          any = true;
          problem = (problem == null ? "" : problem + "; ") + each + ": " + e.getMessage();
        }
      }
    }
    return new Loaded(any ? null : Map.of(), problem);
  }

  /** Whether so much was added to it that it should be written anew. */
  boolean isLong() {
    return isLong;
  }

  /** Writes a new file, and keeps the one before. */
  void write(Map<String, @Nullable Entry> entries, long nowMillis) throws IOException {
    Path temporary = directory.resolve("checkpoints.json.tmp");
    Files.createDirectories(directory);
    byte[] block = CheckpointFormat.encode(entries, nowMillis);
    try (FileChannel out = FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING)) {
      write(block, out);
    }
    if (Files.exists(file)) {
      // Between the two renames the previous one is the file: a moment old, and whole.
      Files.move(file, previous, REPLACE_EXISTING, ATOMIC_MOVE);
    }
    Files.move(temporary, file, REPLACE_EXISTING, ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(directory, READ)) {
      names.force(true);
    }
    wholeBytes = block.length;
    addedBytes = 0;
    isLong = false;
  }

  /**
   * Adds changes to the file that was written last.
   *
   * @throws IOException after which it must be written anew: nothing would be found that is added
   *     to a torn end
   */
  void add(Map<String, @Nullable Entry> changes, long nowMillis) throws IOException {
    byte[] block = CheckpointFormat.encode(changes, nowMillis);
    try (FileChannel out = FileChannel.open(file, APPEND)) {
      write(block, out);
    }
    addedBytes += block.length;
    isLong = addedBytes > Math.max(LONG_BYTES, 2 * wholeBytes);
  }

  private static void write(byte[] block, FileChannel out) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(block);
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
    out.force(false);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
