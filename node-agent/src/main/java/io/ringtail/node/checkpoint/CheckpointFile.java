package io.ringtail.node.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

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
 * whatever happens to the machine.
 */
final class CheckpointFile {
  private final Path directory;
  private final Path file;
  private final Path previous;

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
        Map<String, Entry> entries = CheckpointFormat.decode(Files.readAllBytes(each));
        return new Loaded(entries, problem);
      } catch (IOException e) {
        if (!(e instanceof NoSuchFileException)) {
          any = true;
          problem = (problem == null ? "" : problem + "; ") + each + ": " + e.getMessage();
        }
      }
    }
    return new Loaded(any ? null : Map.of(), problem);
  }

  void save(Map<String, Entry> entries, long nowMillis) throws IOException {
    Path temporary = directory.resolve("checkpoints.json.tmp");
    Files.createDirectories(directory);
    ByteBuffer bytes = ByteBuffer.wrap(CheckpointFormat.encode(entries, nowMillis).getBytes(UTF_8));
    try (FileChannel out = FileChannel.open(temporary, CREATE, WRITE, TRUNCATE_EXISTING)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    if (Files.exists(file)) {
      // Between the two renames the previous one is the file: a second old, and whole.
      Files.move(file, previous, REPLACE_EXISTING, ATOMIC_MOVE);
    }
    Files.move(temporary, file, REPLACE_EXISTING, ATOMIC_MOVE);
    try (FileChannel names = FileChannel.open(directory, READ)) {
      names.force(true);
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
