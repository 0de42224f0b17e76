package io.ringtail.node.config;

import java.nio.file.Path;

/**
 * Paths in a configuration are the node's. Where the node's {@code /var/log} is mounted elsewhere,
 * RINGTAIL_LOG_ROOT says so, and the same configuration holds.
 *
 * @param path where the node's {@code /var/log} is, as seen from here
 */
public record LogRoot(Path path) {
  private static final String ON_THE_NODE = "/var/log";

  /** A path or glob below the node's {@code /var/log}, in our own file system. */
  public String asSeenFromHere(String onTheNode) {
    return moved(onTheNode, ON_THE_NODE, path.toString());
  }

  /** The other way. */
  public String asOnTheNode(String seenFromHere) {
    return moved(seenFromHere, path.toString(), ON_THE_NODE);
  }

  private static String moved(String file, String from, String to) {
    boolean below =
        file.startsWith(from)
            && (file.length() == from.length() || file.charAt(from.length()) == '/');
    return below ? to + file.substring(from.length()) : file;
  }
}
