package io.ringtail.node.files;

import io.ringtail.node.config.PathGlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that patterns name, by looking at directories: whatever any notification says or
 * fails to say, what is there is found.
 *
 * <p>Threading: the reading thread.
 */
final class Discovery {
  /** Below a `**`; deeper trees are not logs. */
  private static final int MAX_DEPTH = 16;

  private final HostPaths paths;
  private final List<PathGlob> include;
  private final List<PathMatcher> exclude;
  private final DirectoryCache directories = new DirectoryCache();
  private final Map<PathGlob.Name, Map<Path, Matched>> matchedByName = new HashMap<>();
  private final Set<Path> visited = new HashSet<>();
  private List<Matched> matched = List.of();
  private Set<Path> found = Set.of();

  /** What of a list of names matches; good for as long as the list is the same. */
  private record Matched(List<String> names, List<Path> files) {}

  /**
   * @throws IllegalArgumentException if a pattern is none
   */
  Discovery(HostPaths paths, List<String> include, List<String> exclude) {
    this.paths = paths;
    this.include = include.stream().map(PathGlob::parse).toList();
    this.exclude = exclude.stream().map(PathGlob::exclusion).toList();
  }

  /**
   * The files that are there now, by the paths that match, as on the node.
   *
   * @return the same set as before, if nothing has changed
   */
  Set<Path> look(long now) {
    List<Matched> lists = new ArrayList<>();
    visited.clear();
    directories.beginLook();
    for (PathGlob glob : include) {
      descend(paths.here(glob.base()), glob.base(), glob.names(), 0, now, lists);
    }
    directories.keep(visited);
    matchedByName.values().forEach(matches -> matches.keySet().retainAll(visited));
    if (!isSame(lists)) {
      matched = lists;
      Set<Path> matching = new LinkedHashSet<>();
      lists.forEach(list -> matching.addAll(list.files));
      found = withoutRotated(matching);
    }
    return found;
  }

  /**
   * What kept the last look from seeing all there is: a directory that a pattern begins with and
   * that is not there, or one that cannot be listed. Others may have gone meanwhile.
   */
  @Nullable String problem() {
    for (PathGlob glob : include) {
      if (directories.failure(paths.here(glob.base())) instanceof NoSuchFileException) {
        return "no such directory: " + glob.base();
      }
    }
    for (Path each : visited) {
      IOException failure = directories.failure(each);
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        return "cannot list " + paths.onNode(each) + ": " + failure;
      }
    }
    return null;
  }

  /** Directories that were listed at the last look. */
  Set<Path> directories() {
    return visited;
  }

  /** Those of them in which names have come or gone since the look before. */
  Set<Path> changedDirectories() {
    return directories.changed();
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isSame(List<Matched> lists) {
    if (lists.size() != matched.size()) {
      return false;
    }
    for (int i = 0; i < lists.size(); i++) {
      if (lists.get(i) != matched.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void descend(
      Path here, Path onNode, List<PathGlob.Name> names, int depth, long now, List<Matched> lists) {
    PathGlob.Name name = names.get(0);
    visited.add(here);
    List<String> entries = directories.names(here, now);
    if (names.size() == 1) {
      lists.add(match(here, onNode, name, entries));
    }
    if (name.anyDepth()) {
      if (names.size() > 1) {
        descend(here, onNode, names.subList(1, names.size()), depth, now, lists);
      }
      for (String each : entries) {
        Path below = here.resolve(each);
        if (depth < MAX_DEPTH && Files.isDirectory(below, LinkOption.NOFOLLOW_LINKS)) {
          descend(below, onNode.resolve(each), names, depth + 1, now, lists);
        }
      }
    } else if (names.size() > 1) {
      for (String each : entries) {
        Path below = here.resolve(each);
        if (name.matches(each) && Files.isDirectory(below)) {
          descend(below, onNode.resolve(each), names.subList(1, names.size()), depth, now, lists);
        }
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // The cache hands out the same list until it changes.
  private Matched match(Path here, Path onNode, PathGlob.Name name, List<String> entries) {
    Map<Path, Matched> cached = matchedByName.computeIfAbsent(name, key -> new HashMap<>());
    Matched last = cached.get(here);
    if (last != null && last.names == entries) {
      return last;
    }
    List<Path> files = new ArrayList<>();
    for (String each : entries) {
      if (name.matches(each) && !isExcluded(onNode.resolve(each))) {
        files.add(onNode.resolve(each));
      }
    }
    Matched fresh = new Matched(entries, files);
    cached.put(here, fresh);
    return fresh;
  }

  private boolean isExcluded(Path onNode) {
    for (PathMatcher each : exclude) {
      if (each.matches(onNode)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A file that was rotated away belongs to the log that it comes from. Where that is a link, it
   * leads to the one that is written to now, and the others have logs of their own.
   */
  private Set<Path> withoutRotated(Set<Path> matching) {
    List<Path> own = new ArrayList<>();
    for (Path each : matching) {
      RotatedName rotated = RotatedName.parse(each.getFileName().toString());
      Path base = rotated == null ? null : each.resolveSibling(rotated.base());
      if (base == null || !matching.contains(base) || Files.isSymbolicLink(paths.here(base))) {
        own.add(each);
      }
    }
    return new LinkedHashSet<>(own);
  }
}
