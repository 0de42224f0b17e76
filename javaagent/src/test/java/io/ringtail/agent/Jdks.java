package io.ringtail.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs that programs are run on: the one of this build, and a newer one where there is one. */
public final class Jdks {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");

  private Jdks() {}

  public static Path current() {
    return Path.of(System.getProperty("java.home"));
  }

  /** The same as {@link #current} where there is no other. */
  public static Path newest() {
    List<Path> jdks = all();
    return jdks.get(jdks.size() - 1);
  }

  /** For {@code @MethodSource}. */
  public static List<Path> all() {
    List<Path> jdks = new ArrayList<>(List.of(current()));
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> folders = Files.list(INSTALLED)) {
        folders
            .filter(folder -> folder.getFileName().toString().contains("-25-"))
            .filter(folder -> Files.isExecutable(folder.resolve("bin/java")))
            .sorted()
            .findFirst()
            .ifPresent(jdks::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return jdks.stream().distinct().toList();
  }
}
