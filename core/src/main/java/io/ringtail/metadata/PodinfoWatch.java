package io.ringtail.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Tells when kubelet has changed a Downward API volume. It has no thread: whoever wants to know
 * calls {@link #changed()} every few seconds, from one thread at a time.
 *
 * <p>Make it before the first {@link Podinfo#read(Path)}, so that no change falls between the two.
 */
public final class PodinfoWatch {

  /** The link that kubelet swaps; see AtomicWriter in Kubernetes' pkg/volume/util. */
  static final String DATA_LINK = "..data";

  private final Path directory;
  private String seen;

  /**
   * Notes the state that later ones are compared with.
   *
   * @param directory where the volume is mounted; it need not exist yet
   */
  public PodinfoWatch(Path directory) {
    this.directory = directory;
    this.seen = stamp();
  }

  /** Whether the volume differs from what it was at the last call. */
  public boolean changed() {
    String now = stamp();
    boolean changed = !now.equals(seen);
    seen = now;
    return changed;
  }

  /** Each directory that kubelet writes has a name of its own, so the link's text is enough. */
  private String stamp() {
    // The rule outside of pods, while a program starts; an exception costs a millisecond then.
    if (!directory.toFile().isDirectory()) {
      return "absent";
    }
    Path link = directory.resolve(DATA_LINK);
    try {
      if (Files.isSymbolicLink(link)) {
        return Files.readSymbolicLink(link).toString();
      }
    } catch (IOException | SecurityException e) {
      return "unreadable";
    }
    return stamp("labels") + '/' + stamp("annotations");
  }

  private String stamp(String file) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(directory.resolve(file), BasicFileAttributes.class);
      // The inode too: a file renamed into place may be as long and, by the clock's tick, as old.
      return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
    } catch (IOException | SecurityException e) {
      return "absent";
    }
  }
}
