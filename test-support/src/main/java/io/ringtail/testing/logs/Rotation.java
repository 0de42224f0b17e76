package io.ringtail.testing.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * When a file is rotated, and how many are kept.
 *
 * @param maxBytes a file of this size is rotated at the next look; kubelet's default is 10Mi
 * @param maxFiles how many are kept, the current one included; kubelet's default is 5
 */
public record Rotation(long maxBytes, int maxFiles) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Kubelet's defaults. */
  public static final Rotation KUBELET = new Rotation(10L << 20, 5);

  /**
   * Kubelet's pass over one log: drops what is in nobody's use, deletes the oldest, compresses what
   * was rotated the last time, renames.
   */
  void dated(Path file, Instant now) throws IOException {
    Path rotated = sibling(file, "." + STAMP.format(now));
    if (Files.exists(rotated)) {
      throw new IllegalStateException("rotated twice within one second: " + rotated);
    }
    List<Path> kept = new ArrayList<>();
    List<Path> all = rotatedFiles(file);
    for (Path each : all) {
      boolean inUse =
          each.toString().endsWith(".gz")
              || (!each.toString().endsWith(".tmp") && !all.contains(sibling(each, ".gz")));
      if (inUse) {
        kept.add(each);
      } else {
        Files.delete(each);
      }
    }
    // The file that is renamed now and the new one are the two others.
    while (kept.size() > Math.max(0, maxFiles - 2)) {
      Files.delete(kept.remove(0));
    }
    for (Path each : kept) {
      if (!each.toString().endsWith(".gz")) {
        compress(each);
      }
    }
    Files.move(file, rotated);
  }

  /** Docker's: the current file becomes `.1`, and so on; not compressed, its default. */
  void numbered(Path file) throws IOException {
    Files.deleteIfExists(sibling(file, "." + (maxFiles - 1)));
    for (int number = maxFiles - 1; number > 1; number--) {
      Path younger = sibling(file, "." + (number - 1));
      if (Files.exists(younger)) {
        Files.move(younger, sibling(file, "." + number));
      }
    }
    if (maxFiles > 1) {
      Files.move(file, sibling(file, ".1"));
    } else {
      Files.delete(file);
    }
  }

  /** As kubelet does it: `.tmp` first, renamed when it is whole, the original removed last. */
  static void compress(Path file) throws IOException {
    Path temporary = sibling(file, ".tmp");
    try (var out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
      Files.copy(file, out);
    }
    Files.move(temporary, sibling(file, ".gz"));
    Files.delete(file);
  }

  private static List<Path> rotatedFiles(Path file) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var files = Files.newDirectoryStream(file.getParent())) {
      for (Path each : files) {
        if (each.getFileName().toString().startsWith(file.getFileName() + ".")) {
          found.add(each);
        }
      }
    }
    found.sort(null);
    return found;
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
