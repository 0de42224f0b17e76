package io.ringtail.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A Downward API volume as kubelet's AtomicWriter keeps it: real links, swapped by a rename. */
final class KubeletVolume {

  private final Path directory;
  private int generation;

  KubeletVolume(Path directory) throws IOException {
    this.directory = directory;
    Files.createSymbolicLink(directory.resolve("labels"), Path.of("..data/labels"));
    Files.createSymbolicLink(directory.resolve("annotations"), Path.of("..data/annotations"));
  }

  void publish(String labels, String annotations) throws IOException {
    Path link = directory.resolve("..data");
    Path old = Files.isSymbolicLink(link) ? link.toRealPath() : null;
    String name = "..2026_11_20_22_00_00.00000000" + ++generation;
    Path next = Files.createDirectory(directory.resolve(name));
    Files.writeString(next.resolve("labels"), labels);
    Files.writeString(next.resolve("annotations"), annotations);
    Path temporary = directory.resolve("..data_tmp");
    Files.createSymbolicLink(temporary, Path.of(name));
    Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
    if (old != null) {
      Files.deleteIfExists(old.resolve("labels"));
      Files.deleteIfExists(old.resolve("annotations"));
      Files.delete(old);
    }
  }
}
