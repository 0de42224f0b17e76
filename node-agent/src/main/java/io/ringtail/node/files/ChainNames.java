package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the files of a chain are found now, which are new, and which are gone.
 *
 * <p>Threading: the reading thread.
 */
final class ChainNames {
  private final Path directory;
  private final Chain chain;
  private final DeletedBytes deleted;

  /**
   * @param directory where the files are
   */
  ChainNames(Path directory, Chain chain, DeletedBytes deleted) {
    this.directory = directory;
    this.chain = chain;
    this.deleted = deleted;
  }

  /**
   * Brings the chain to what is there.
   *
   * @param found oldest first
   * @throws IOException if a file could not be opened; it is tried again the next time
   */
  void follow(List<Sibling> found, long now) throws IOException {
    chain.changed();
    IOException failure = null;
    int newest = -1;
    for (Generation each : chain.generations()) {
      if (each.content == null && each.print.length() == 0) {
        // Empty when a checkpoint was taken: its inode alone may be anybody's by now. If it is
        // still there it is found as a new one, after the one before it.
        each.cut();
      } else if (each.isWanted()) {
        try {
          newest = Math.max(newest, locate(each, found));
        } catch (IOException e) {
          failure = chain.failed(each, e);
        }
      }
    }
    if (newest >= 0) {
      chain.setPassed(passed(found.subList(0, newest)));
    }
    if (failure == null) {
      failure = append(found, newest);
    }
    for (Generation each : chain.succeeded()) {
      each.succeeded(now);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static Set<Passed> passed(List<Sibling> files) {
    return files.stream()
        .map(each -> new Passed(each.id(), each.size()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable IOException append(List<Sibling> found, int newest) {
    for (Sibling each : found.subList(newest + 1, found.size())) {
      if (newest < 0 && chain.isPassed(each)) {
        continue;
      }
      Generation fresh = new Generation(each.id(), each.name(), 0);
      try {
        // Held from now on: it may be deleted before its turn comes.
        if (fresh.open(each.path(), each.isGzip())) {
          chain.others().divide(fresh);
          chain.add(fresh);
        }
      } catch (IOException e) {
        // Those after it wait for it, for the sake of order.
        return e;
      }
    }
    return null;
  }

  /**
   * @return its place in {@code found}; -1 if it is nowhere
   */
  private int locate(Generation generation, List<Sibling> found) throws IOException {
    for (int i = 0; i < found.size(); i++) {
      Sibling each = found.get(i);
      if (each.id().equals(generation.id)
          && (generation.content != null || generation.opens(each))) {
        // What was written since the last look, up to the rotation, is known from here.
        generation.isIntact();
        generation.name = each.name();
        generation.missing = false;
        return i;
      }
    }
    if (isRenamed(generation)) {
      generation.missing = false;
      generation.isIntact();
      return -1;
    }
    return generation.content == null
        ? searchAll(generation, found)
        : searchCompressed(generation, found);
  }

  /** It may have a name that does not say whose it is. */
  private boolean isRenamed(Generation generation) throws IOException {
    Path known = generation.renamed;
    FileStat stat = known == null ? null : FileStat.of(known);
    if (stat == null || !stat.id().equals(generation.id)) {
      known = Sibling.find(directory, generation.id);
      generation.renamed = known;
      if (known != null) {
        chain.others().renamed();
      }
    }
    return known != null
        && (generation.content != null
            || (generation.print.length() > 0
                && Files.size(known) >= generation.offset
                && generation.open(known, false)));
  }

  /** Not held open: the same text under another inode is as good. */
  private int searchAll(Generation generation, List<Sibling> found) throws IOException {
    for (int i = 0; i < found.size(); i++) {
      if (generation.print.length() > 0 && generation.opens(found.get(i))) {
        generation.id = found.get(i).id();
        generation.name = found.get(i).name();
        generation.missing = false;
        return i;
      }
    }
    if (generation.missing) {
      chain.losses().lost(generation.unread(), "deleted before it was read");
      generation.cut();
    }
    // A list made while names change may lack a file: believed the second time.
    generation.missing = true;
    return -1;
  }

  /** Held open and without a name: deleted, or compressed and then deleted. */
  private int searchCompressed(Generation generation, List<Sibling> found) throws IOException {
    generation.missing = true;
    generation.isIntact();
    deleted.hold(new HeldGeneration(generation, chain));
    for (int i = 0; i < found.size(); i++) {
      Sibling each = found.get(i);
      if (each.isGzip() && isCompressed(generation, each)) {
        generation.compressed = each.path();
        return i;
      }
    }
    generation.compressed = null;
    return -1;
  }

  private static boolean isCompressed(Generation generation, Sibling packed) throws IOException {
    if (packed.path().equals(generation.compressed)) {
      return true;
    }
    if (generation.print.length() == 0) {
      return packed.name().equals(generation.name + ".gz");
    }
    try (Content content = Content.open(packed.path(), true)) {
      byte[] head = Fingerprint.head(content);
      return generation.print.matches(head, head.length);
    }
  }
}
