package io.ringtail.testing.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directories of a node, somewhere else: {@code root/var/log}, {@code
 * root/var/lib/docker/containers}.
 *
 * @param root stands for `/`
 * @param linksAsOnNode whether links name their targets as on the node (`/var/log/pods/...`), so
 *     that only who knows where they are mounted can follow them; else by their real paths
 */
public record NodePaths(Path root, boolean linksAsOnNode) {

  /** Links that every program can follow. */
  public static NodePaths in(Path root) {
    return new NodePaths(root, false);
  }

  public Path varLog() {
    return root.resolve("var/log");
  }

  /** The link that kubelet lays for people and agents. */
  public Path containerLink(ContainerName name) {
    return varLog()
        .resolve("containers")
        .resolve(
            name.pod()
                + "_"
                + name.namespace()
                + "_"
                + name.container()
                + "-"
                + name.containerId()
                + ".log");
  }

  /** The directory in which kubelet keeps the container's files. */
  public Path podLogs(ContainerName name) {
    return varLog()
        .resolve("pods")
        .resolve(name.namespace() + "_" + name.pod() + "_" + name.uid())
        .resolve(name.container());
  }

  Path dockerLogs(ContainerName name) {
    return root.resolve("var/lib/docker/containers").resolve(name.containerId());
  }

  void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    Path named = linksAsOnNode ? Path.of("/").resolve(root.relativize(target)) : target;
    Files.createSymbolicLink(link, named);
  }
}
