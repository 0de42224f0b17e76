package io.ringtail.node.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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

  private record Listed(long changedMillis, boolean trusted, long nanos, List<String> names) {}

  /** Names in {@code directory}; none if it is no directory. */
  List<String> names(Path directory, long now) {
    Listed last = lists.get(directory);
    long changedMillis;
    try {
      changedMillis = Files.getLastModifiedTime(directory).toMillis();
    } catch (IOException e) {
      lists.remove(directory);
      return List.of();
    }
    if (last != null
        && last.trusted
        && last.changedMillis == changedMillis
        && now - last.nanos < MAX_AGE_NANOS) {
      return last.names;
    }
    boolean trusted = System.currentTimeMillis() - changedMillis > COARSE_MILLIS;
    List<String> names = list(directory);
    if (last != null && last.names.equals(names)) {
      // The same object says that nothing has changed.
      names = last.names;
    }
    lists.put(directory, new Listed(changedMillis, trusted, now, names));
    return names;
  }

  private static List<String> list(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(entry.getFileName().toString());
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No directory, gone, or not ours to read: as if it were empty; the next look tries again.
      return List.of();
    }
    return names;
  }
}
