package io.ringtail.console.search;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A directory for as long as this process lives. A process that is killed cannot delete its own:
 * the next one does. A lock, which the system lets go of, tells which are still in use.
 */
final class TemporaryRoot implements AutoCloseable {
  static final String PREFIX = "ringtail-console-index-";
  private static final String LOCK = "lock";

  /** To close any channel of a file would let go of this process's lock on it. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lock;

  private TemporaryRoot(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one in {@code parent}, and deletes there what killed processes of this user have left.
   */
  static TemporaryRoot create(Path parent) throws IOException {
    Path path = Files.createTempDirectory(parent, PREFIX);
    OURS.add(path);
    FileChannel lock =
        FileChannel.open(
            path.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    lock.lock();
    sweep(parent, Files.getOwner(path));
    return new TemporaryRoot(path, lock);
  }

  private static void sweep(Path parent, UserPrincipal user) {
    List<Path> left;
    try (Stream<Path> all = Files.list(parent)) {
      left = all.filter(path -> path.getFileName().toString().startsWith(PREFIX)).toList();
    } catch (IOException unreadable) {
      return;
    }
    for (Path each : left) {
      try {
        if (!OURS.contains(each)
            && Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(each, LinkOption.NOFOLLOW_LINKS).equals(user)
            && isAbandoned(each)) {
          Trees.delete(each);
        }
      } catch (IOException beingDeleted) {
        // By another console, or not ours to delete.
      }
    }
  }

  private static boolean isAbandoned(Path root) throws IOException {
    Path file = root.resolve(LOCK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      // Being made at this moment, or not ours.
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try {
      Trees.delete(path);
    } finally {
      lock.close();
      OURS.remove(path);
    }
  }
}
