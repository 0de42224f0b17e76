package io.ringtail.node.files;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of absolute paths, as on the node: a directory that it begins with, and a pattern for
 * each name below.
 *
 * @param base no wildcard is in it
 * @param names for each level below the base; the last one is for files
 */
record Glob(Path base, List<Name> names) {
  /**
   * @param anyDepth `**`: any number of levels, also none
   */
  record Name(PathMatcher matcher, boolean anyDepth) {
    boolean matches(String name) {
      return matcher.matches(Path.of(name));
    }
  }

  /**
   * @throws IllegalArgumentException if it is none
   */
  static Glob parse(String pattern) {
    if (!pattern.startsWith("/") || pattern.endsWith("/")) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is no pattern of files: it must begin with '/' and not end with it");
    }
    Path base = Path.of("/");
    List<Name> names = new ArrayList<>();
    Path whole = Path.of(pattern);
    for (int i = 0; i < whole.getNameCount(); i++) {
      String part = whole.getName(i).toString();
      boolean plain = part.chars().noneMatch(c -> "*?[{\\".indexOf(c) >= 0);
      if (plain && names.isEmpty() && i < whole.getNameCount() - 1) {
        base = base.resolve(part);
      } else {
        names.add(new Name(matcher(part), part.equals("**")));
      }
    }
    return new Glob(base, List.copyOf(names));
  }

  /** Matches whole paths; a pattern without a slash matches names. */
  static PathMatcher exclusion(String pattern) {
    PathMatcher matcher = matcher(pattern);
    return pattern.contains("/") ? matcher : path -> matcher.matches(path.getFileName());
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }
}
