package io.ringtail.node.files;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * inotify on the directories that patterns name, and on those of logs that rest, as a hint to look
 * sooner than the clock says: nothing depends on it. Where something is written all the time
 * nothing is watched: each line would be an event.
 *
 * <p>Threading: the reading thread.
 */
final class DirectoryHints implements AutoCloseable {
  private static final int MAX_DIRECTORIES = 64;

  /** Half of what Linux allows to a user on a small machine. */
  private static final int MAX_QUIET = 4_096;

  private final Notices notices;
  private final Map<Path, WatchKey> watched = new HashMap<>();

  /** Those in which nothing should happen. */
  private final Map<Path, WatchKey> quiet = new HashMap<>();

  /** Of those, the ones in which something has happened: they are watched no more. */
  private Set<Path> stirred = new HashSet<>();

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
          forgetQuiet(each);
          watched.put(each, each.register(open, ENTRY_CREATE));
        } catch (IOException | UnsupportedOperationException e) {
          if (each.toFile().isDirectory()) {
            tell(e);
          }
        }
      }
    }
  }

  /**
   * Watches a directory in which nothing is written, for anything that happens there: {@link
   * #takeStirred} tells it once.
   *
   * @return whether it is watched
   */
  boolean watchQuiet(Path directory) {
    WatchService open = service();
    if (open == null || watched.containsKey(directory)) {
      return false;
    }
    if (quiet.containsKey(directory)) {
      return true;
    }
    if (quiet.size() < MAX_QUIET) {
      try {
        quiet.put(directory, directory.register(open, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY));
        return true;
      } catch (IOException | UnsupportedOperationException e) {
        tell(e);
      }
    }
    return false;
  }

  /** As if it had never been watched, or it has stirred. */
  void forgetQuiet(Path directory) {
    WatchKey key = quiet.remove(directory);
    if (key != null) {
      key.cancel();
    }
  }

  /**
   * Whether something was created where patterns look since this was asked, or events were lost.
   */
  boolean poll() {
    WatchService open = service;
    boolean any = false;
    if (open != null) {
      for (WatchKey key = open.poll(); key != null; key = open.poll()) {
        boolean events = !key.pollEvents().isEmpty();
        if (key.watchable() instanceof Path directory && quiet.get(directory) == key) {
          forgetQuiet(directory);
          stirred.add(directory);
        } else {
          any |= events;
          key.reset();
        }
      }
    }
    return any;
  }

  /** Quiet directories in which something has happened, as of the last {@link #poll}. */
  Set<Path> takeStirred() {
    if (stirred.isEmpty()) {
      return Set.of();
    }
    Set<Path> taken = stirred;
    stirred = new HashSet<>();
    return taken;
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
            + "); they are looked at all the same, and what is new in them is found a second or two"
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
