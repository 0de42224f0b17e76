package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Between the paths of the node and those under which they are mounted here. Links name their
 * targets as on the node.
 */
final class HostPaths {
  private static final Path VAR_LOG = Path.of("/var/log");
  private static final Path ROOT = Path.of("/");

  /** More links one after the other than anybody lays: a circle. */
  private static final int MAX_LINKS = 16;

  private final Path logRoot;

  /** Where `/` of the node is, if /var/log is mounted below it by that name. */
  private final @Nullable Path root;

  HostPaths(Path logRoot) {
    Path real = real(logRoot);
    this.logRoot = real;
    this.root = real.endsWith("var/log") ? real.resolve("../..").normalize() : null;
  }

  /** Where {@code onNode} is seen from here. */
  Path here(Path onNode) {
    if (onNode.startsWith(VAR_LOG)) {
      return logRoot.resolve(VAR_LOG.relativize(onNode).toString());
    }
    if (root != null && !root.equals(ROOT)) {
      Path mounted = root.resolve(ROOT.relativize(onNode).toString());
      if (Files.exists(mounted)) {
        return mounted;
      }
    }
    return onNode;
  }

  /** What the node calls {@code here}. */
  Path onNode(Path here) {
    if (here.startsWith(logRoot)) {
      return VAR_LOG.resolve(logRoot.relativize(here).toString());
    }
    return root != null && here.startsWith(root) ? ROOT.resolve(root.relativize(here)) : here;
  }

  /**
   * Follows links to the file that is written to, which need not exist: while it is being rotated
   * it does not.
   *
   * @return null if there is not even a directory for it
   */
  @Nullable Path resolve(Path here) {
    List<Path> links = links(here);
    Path path = links.isEmpty() ? here : links.get(links.size() - 1);
    Path directory = path.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      return null;
    }
    return real(directory).resolve(path.getFileName());
  }

  /** Where the link {@code here} leads to, and where that does, to the end; empty if it is none. */
  List<Path> links(Path here) {
    List<Path> targets = new ArrayList<>();
    Path path = here;
    while (targets.size() < MAX_LINKS && Files.isSymbolicLink(path)) {
      try {
        Path target = Files.readSymbolicLink(path);
        path = target.isAbsolute() ? here(target) : path.resolveSibling(target).normalize();
      } catch (IOException e) {
        // Gone meanwhile.
        return targets;
      }
      targets.add(path);
    }
    return targets;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
