package io.ringtail.node.agent;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the checkpoints of each sink are: for a single one in the state directory itself, for
 * several in a directory each below it. A sink that is added goes on where the one was that was
 * alone before.
 */
final class StateDirs {
  private static final List<String> FILES = List.of("checkpoints.json", "checkpoints.json.1");

  private StateDirs() {}

  /**
   * One directory for each of {@code sinks}, which may not be there yet.
   *
   * @throws IOException if checkpoints cannot be brought there; the message names the file
   */
  static List<Path> of(Path stateDir, List<String> sinks) throws IOException {
    List<Path> own = new ArrayList<>();
    for (String sink : sinks) {
      own.add(stateDir.resolve("sinks").resolve(sink));
    }
    if (own.size() == 1) {
      return Files.isDirectory(own.get(0)) ? own : List.of(stateDir);
    }
    for (Path directory : own) {
      if (!Files.isDirectory(directory)) {
        copy(stateDir, directory);
      }
    }
    // Left there, they would send a sink that is added in a year back to this day.
    for (String file : FILES) {
      Files.deleteIfExists(stateDir.resolve(file));
    }
    return own;
  }

  private static void copy(Path from, Path to) throws IOException {
    Path whole = to.resolveSibling(to.getFileName() + ".tmp");
    Files.createDirectories(whole);
    for (String file : FILES) {
      if (Files.exists(from.resolve(file))) {
        Files.copy(from.resolve(file), whole.resolve(file), REPLACE_EXISTING);
      }
    }
    Files.move(whole, to);
  }
}
