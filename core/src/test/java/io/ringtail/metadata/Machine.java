package io.ringtail.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Surroundings made up for a test: an environment, properties and files below a directory. */
public final class Machine {

  private final Path root;
  private final Map<String, String> env = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private long maxHeapBytes = 512L << 20;

  public Machine(Path root) {
    this.root = root;
  }

  /** One whose files, if any were looked for, do not exist. */
  public static Machine withoutFiles() {
    return new Machine(Path.of("/no-such-directory"));
  }

  public Machine env(String name, String value) {
    env.put(name, value);
    return this;
  }

  public Machine property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  public Machine heap(long bytes) {
    maxHeapBytes = bytes;
    return this;
  }

  public Machine file(String absolute, String content) {
    Path file = root.resolve(absolute.substring(1));
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  public Surroundings surroundings() {
    return new Surroundings(env, properties, root, 4711, maxHeapBytes);
  }
}
