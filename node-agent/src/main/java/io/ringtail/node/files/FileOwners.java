package io.ringtail.node.files;

import io.ringtail.node.files.SavedLog.SavedGeneration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whose a file is that has got a name of which nothing can be told: the log that was written to it
 * before reads it to where it ends now, and the log of the new name goes on from there. So nothing
 * is read twice, and nothing that is written later is left out.
 *
 * <p>A file counts as another log's if it is not found any more where that log is written to, and
 * begins as it did: inodes are given again.
 *
 * <p>Threading: the reading thread.
 */
final class FileOwners {
  private final HostPaths paths;
  private final Map<String, TailedLog> open;
  private final Consumer<TailedLog> toLookAt;
  private final SourceCheckpoints checkpoints;
  private final LineReader lines;

  /**
   * @param open the logs that are read, by key; as they are at each call
   * @param toLookAt takes those that are to be looked at
   */
  FileOwners(
      HostPaths paths,
      Map<String, TailedLog> open,
      Consumer<TailedLog> toLookAt,
      SourceCheckpoints checkpoints,
      LineReader lines) {
    this.paths = paths;
    this.open = open;
    this.toLookAt = toLookAt;
    this.checkpoints = checkpoints;
    this.lines = lines;
  }

  /**
   * Begins {@code fresh} where another log ends, if it is that one's file.
   *
   * @param key of the log that has met it
   * @param fresh just opened
   */
  void divide(String key, Generation fresh) throws IOException {
    if (!(fresh.content instanceof PlainContent content)) {
      return;
    }
    for (TailedLog log : open.values()) {
      if (!log.found().log().key().equals(key)) {
        Generation theirs = log.find(fresh);
        // Its name is looked at last: with a thousand logs, a call to the system for each of them.
        if ((theirs != null || log.hasPassed(fresh)) && !isAt(log.found().current(), fresh)) {
          long end = lines.lineStart(fresh, content.size());
          toLookAt.accept(log);
          fresh.beginAt(theirs == null ? end : log.endAt(theirs, end));
          return;
        }
      }
    }
    if (wasRead(key, fresh)) {
      fresh.beginAt(lines.lineStart(fresh, content.size()));
    }
  }

  /** A file of the log has lost its name, and may have got that of another log. */
  void renamed(String key) {
    Path directory = Path.of(key).getParent();
    for (TailedLog log : open.values()) {
      if (Path.of(log.found().log().key()).startsWith(directory)) {
        toLookAt.accept(log);
      }
    }
  }

  /** By a log that is not open: not yet after a start, or not any more. */
  private boolean wasRead(String key, Generation fresh) throws IOException {
    for (String other : checkpoints.standingPaths()) {
      String text = other.equals(key) ? null : checkpoints.saved(other);
      SavedLog saved =
          text == null || !SavedLogJson.mayName(text, fresh.id) ? null : SavedLogJson.read(text);
      if (saved != null
          && checkpoints.isOurs(saved)
          && wasRead(saved, paths.here(Path.of(other)), fresh)) {
        return true;
      }
    }
    return false;
  }

  private static boolean wasRead(SavedLog saved, Path current, Generation fresh)
      throws IOException {
    return isAmong(saved, fresh) && !isAt(current, fresh);
  }

  private static boolean isAmong(SavedLog saved, Generation fresh) throws IOException {
    for (SavedGeneration each : saved.generations()) {
      if (each.id().equals(fresh.id) && fresh.beginsAs(each.print())) {
        return true;
      }
    }
    return saved.passed().contains(new Passed(fresh.id, fresh.size));
  }

  private static boolean isAt(Path current, Generation file) {
    FileStat stat = FileStat.of(current);
    return stat != null && stat.id().equals(file.id);
  }
}
