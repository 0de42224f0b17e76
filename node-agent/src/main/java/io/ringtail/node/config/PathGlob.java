package io.ringtail.node.config;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of absolute paths, as on the node: a directory that it begins with, and a pattern for
 * each name below.
 *
 * @param base no wildcard is in it
 * @param names for each level below the base; the last one is for files
 */
public record PathGlob(Path base, List<Name> names) {
  /**
   * @param anyDepth `**`: any number of levels, also none
   */
  public record Name(PathMatcher matcher, boolean anyDepth) {
    public boolean matches(String name) {
      return matcher.matches(Path.of(name));
    }
  }

  /**
   * @throws IllegalArgumentException if it is none; the message says why
   */
  public static PathGlob parse(String pattern) {
    if (!pattern.startsWith("/") || pattern.endsWith("/")) {
      throw new IllegalArgumentException("it must begin with / and end with the name of a file");
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
    return new PathGlob(base, List.copyOf(names));
  }

  /**
   * A pattern of paths to leave out, directories and all.
   *
   * @throws IllegalArgumentException as of {@link #parse}
   */
  public static PathMatcher exclusion(String pattern) {
    parse(pattern);
    return matcher(pattern);
  }

  private static PathMatcher matcher(String pattern) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "in '" + pattern + "': " + e.getDescription() + ", and no {a,b} may hold a /", e);
    }
  }
}
