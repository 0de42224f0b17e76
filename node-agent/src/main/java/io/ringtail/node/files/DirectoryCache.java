package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lists directories anew only when they have changed.
 *
 * <p>A directory's time of change is as coarse as the kernel's tick, or a second or two on some
 * file systems: a list that was made less than a few seconds after it is not trusted, and no list
 * is for longer than half a minute.
 */
final class DirectoryCache {
  private static final long COARSE_MILLIS = 3_000;
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Map<Path, Listed> lists = new HashMap<>();

  /** Why directories could not be listed when last they were to be. */
  private final Map<Path, IOException> failures = new HashMap<>();

  private final Set<Path> changed = new HashSet<>();

  private record Listed(long changedMillis, boolean trusted, long nanos, List<String> names) {}

  /** Names in {@code directory}; none if it is no directory. */
  List<String> names(Path directory, long now) {
    Listed last = lists.get(directory);
    long changedMillis;
    try {
      changedMillis = Files.getLastModifiedTime(directory).toMillis();
    } catch (IOException e) {
      lists.remove(directory);
      failures.put(directory, e);
      return List.of();
    }
    if (last != null
        && last.trusted
        && last.changedMillis == changedMillis
        && now - last.nanos < MAX_AGE_NANOS) {
      return last.names;
    }
    if (last == null || last.changedMillis != changedMillis) {
      changed.add(directory);
    }
    boolean trusted = System.currentTimeMillis() - changedMillis > COARSE_MILLIS;
    List<String> names = list(directory);
    if (last != null && last.names.equals(names)) {
      // The same object says that nothing has changed.
      names = last.names;
    }
    boolean listed = !failures.containsKey(directory);
    lists.put(directory, new Listed(changedMillis, trusted && listed, now, names));
    return names;
  }

  /** From here on, {@link #changed} are those of this look. */
  void beginLook() {
    changed.clear();
  }

  /** Those of which the time says that names have come or gone since they were listed before. */
  Set<Path> changed() {
    return changed;
  }

  /** Why it could not be listed; null if it could. */
  @Nullable IOException failure(Path directory) {
    return failures.get(directory);
  }

  /** Forgets all other directories. */
  void keep(Set<Path> directories) {
    lists.keySet().retainAll(directories);
    failures.keySet().retainAll(directories);
  }

  private List<String> list(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
      failures.remove(directory);
      return names;
    } catch (IOException e) {
      failures.put(directory, e);
    } catch (DirectoryIteratorException e) {
      failures.put(directory, e.getCause());
    }
    // No directory, gone, or not ours to read: as if it were empty; the next look tries again.
    return List.of();
  }
}
