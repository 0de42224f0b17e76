package io.ringtail.node.files;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;

import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * inotify on the directories that patterns name, as a hint to look sooner than the clock says:
 * nothing depends on it. Files are not watched, and no more than a few directories are.
 *
 * <p>Threading: the reading thread.
 */
final class DirectoryHints implements AutoCloseable {
  private static final int MAX_DIRECTORIES = 64;

  private final Notices notices;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private @Nullable WatchService service;
  private boolean tried;

  DirectoryHints(Notices notices) {
    this.notices = notices;
  }

  /** From now on, these. */
  void watch(Set<Path> directories) {
    watched
        .entrySet()
        .removeIf(
            each -> {
              boolean gone = !directories.contains(each.getKey()) || !each.getValue().isValid();
              if (gone) {
                each.getValue().cancel();
              }
              return gone;
            });
    WatchService open = service();
    for (Path each : directories) {
      if (open != null && watched.size() < MAX_DIRECTORIES && !watched.containsKey(each)) {
        try {
          watched.put(each, each.register(open, ENTRY_CREATE));
        } catch (IOException | UnsupportedOperationException e) {
          if (each.toFile().isDirectory()) {
            tell(e);
          }
        }
      }
    }
  }

  /** Whether something was created since this was asked, or events were lost. */
  boolean poll() {
    WatchService open = service;
    boolean any = false;
    if (open != null) {
      for (WatchKey key = open.poll(); key != null; key = open.poll()) {
        any |= !key.pollEvents().isEmpty();
        key.reset();
      }
    }
    return any;
  }

  private @Nullable WatchService service() {
    if (!tried) {
      tried = true;
      try {
        service = FileSystems.getDefault().newWatchService();
      } catch (IOException | UnsupportedOperationException e) {
        tell(e);
      }
    }
    return service;
  }

  private void tell(Exception e) {
    notices.tell(
        Notices.Weight.WARNING,
        "files.inotify",
        "directories cannot be watched ("
            + e.getMessage()
            + "); they are looked at twice a second all the same, new files are found a little"
            + " later");
  }

  @Override
  public void close() {
    try {
      if (service != null) {
        service.close();
      }
    } catch (IOException e) {
      // Nothing was to be written: there is nothing to lose.
      service = null;
    }
  }
}
