package io.ringtail.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a Downward API volume holds.
 *
 * @param labels the content of its file {@code labels}
 * @param annotations the content of its file {@code annotations}
 */
public record Podinfo(Map<String, String> labels, Map<String, String> annotations) {

  public Podinfo {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Reads the volume; a missing file or directory reads as empty. Both files come from the same
   * state: kubelet writes a new directory and then swaps the link {@code ..data} to it, so that
   * reading by name could mix old labels with new annotations.
   *
   * @param directory where the volume is mounted
   */
  public static Podinfo read(Path directory) {
    // The rule outside of pods, while a program starts; the exceptions of a look cost 1 ms then.
    if (!directory.toFile().isDirectory()) {
      return new Podinfo(Map.of(), Map.of());
    }
    Path before = current(directory);
    Podinfo podinfo = readFrom(before);
    Path after = current(directory);
    // Swapped meanwhile, and the old directory perhaps deleted between the two files.
    return after.equals(before) ? podinfo : readFrom(after);
  }

  private static Podinfo readFrom(Path directory) {
    return new Podinfo(file(directory.resolve("labels")), file(directory.resolve("annotations")));
  }

  private static Path current(Path directory) {
    Path link = directory.resolve(PodinfoWatch.DATA_LINK);
    try {
      // Not toRealPath(): it fails where the target goes just then.
      return Files.isSymbolicLink(link)
          ? directory.resolve(Files.readSymbolicLink(link))
          : directory;
    } catch (IOException | SecurityException e) {
      return directory;
    }
  }

  private static Map<String, String> file(Path file) {
    byte @Nullable [] bytes = SmallFile.bytes(file);
    return bytes == null ? Map.of() : QuotedLines.parse(bytes);
  }
}
