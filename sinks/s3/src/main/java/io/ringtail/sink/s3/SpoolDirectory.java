package io.ringtail.sink.s3;

import io.ringtail.telemetry.Notices;
import io.ringtail.telemetry.Notices.Weight;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A directory of our own below one that processes share, locked as long as we live. What stands in
 * those of others that are not locked was left by a crash or by a shutdown: it becomes ours.
 *
 * <p>Threading: {@link #adopt} by one thread at a time.
 */
final class SpoolDirectory implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final int MAX_ATTEMPTS = 5;

  private static final String OWNERS = "jvm-";

  /**
   * Stands in the directories that this JVM has in use. Their locks must not even be looked at:
   * when a process closes any channel of a file, the system lets go of all its locks on it. A set
   * of our own would not do, since the Java agent and the program may each have this class.
   */
  private static final String OWNER = OWNERS + jvm();

  private final Path root;
  private final Path path;
  private final Lock lock;
  private final Notices notices;

  private SpoolDirectory(Path root, Path path, Lock lock, Notices notices) {
    this.root = root;
    this.path = path;
    this.lock = lock;
    this.notices = notices;
  }

  /**
   * Makes one below {@code root}, which is made too.
   *
   * @throws IOException if nothing can be kept there
   */
  static SpoolDirectory create(Path root, Notices notices) throws IOException {
    Files.createDirectories(root);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Path path = Files.createDirectory(root.resolve(ObjectNames.randomInstance()));
      // Before there is a lock: what has none is nobody's to take.
      Files.createFile(path.resolve(OWNER));
      Lock lock = Lock.tryOn(path.resolve(LOCK));
      if (lock != null && Files.exists(path.resolve(LOCK))) {
        SpooledObject.forceDirectory(root);
        return new SpoolDirectory(root, path, lock, notices);
      }
      // Somebody took our directory, still empty, for one that was left.
    }
    throw new IOException("no lock can be had in " + root);
  }

  Path path() {
    return path;
  }

  /** Takes over what others have left; sealed, and ready to be uploaded. */
  List<SpooledObject> adopt(long nowNanos) {
    List<SpooledObject> adopted = new ArrayList<>();
    for (Path other : list(root, "*")) {
      if (Files.isRegularFile(other.resolve(LOCK)) && !Files.exists(other.resolve(OWNER))) {
        adoptFrom(other, nowNanos, adopted);
      }
    }
    return adopted;
  }

  private void adoptFrom(Path other, long nowNanos, List<SpooledObject> adopted) {
    try (Lock theirs = Lock.tryOn(other.resolve(LOCK))) {
      if (theirs == null) {
        return;
      }
      // What belongs to a large object goes first: without it, it would be uploaded from the start.
      for (Path parts : list(other, "*" + SpooledObject.PARTS)) {
        move(parts);
      }
      list(other, "*" + SpooledObject.WHOLE).forEach(SpoolDirectory::delete);
      for (Path sealed : list(other, "*" + SpooledObject.SEALED)) {
        // A crash has come between the two: it is in the sealed one.
        String name = String.valueOf(sealed.getFileName());
        delete(sealed.resolveSibling(name.replace(SpooledObject.SEALED, SpooledObject.OPEN)));
      }
      for (Path file : list(other, "*{" + SpooledObject.SEALED + "," + SpooledObject.OPEN + "}")) {
        SpooledObject object = SpooledObject.recover(move(file), nowNanos);
        if (object != null) {
          adopted.add(object);
        }
      }
      list(other, OWNERS + "*").forEach(SpoolDirectory::delete);
      Files.deleteIfExists(other.resolve(LOCK));
      Files.deleteIfExists(other);
    } catch (IOException e) {
      notices.tell(
          Weight.WARNING,
          "s3 adopt " + other,
          "sink s3: cannot upload all that an earlier process left in " + other + ": " + e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The directory will not be empty, which is told.
    }
  }

  private Path move(Path file) throws IOException {
    Path target = path.resolve(String.valueOf(file.getFileName()));
    try {
      return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      return Files.move(file, target);
    }
  }

  private static List<Path> list(Path directory, String glob) {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
      stream.forEach(paths::add);
    } catch (IOException e) {
      // Gone meanwhile; or not readable, which the next look will find as well.
    }
    paths.sort(null);
    return paths;
  }

  /** Lets go of it: what is left in it is for whoever comes next. */
  @Override
  public void close() {
    try {
      if (list(path, "*{" + SpooledObject.SEALED + "," + SpooledObject.OPEN + "}").isEmpty()) {
        for (Path rest : list(path, "*")) {
          Files.deleteIfExists(rest);
        }
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // An empty directory is left, which the next process removes.
    } finally {
      letGo();
    }
  }

  /** As a kill does it. */
  void letGo() {
    delete(path.resolve(OWNER));
    lock.close();
  }

  /** A name that no other JVM has, unless one began in the same moment under the same number. */
  private static String jvm() {
    ProcessHandle self = ProcessHandle.current();
    // Where the system does not tell its begin, one without it would never be told from the next.
    String begin =
        self.info()
            .startInstant()
            .map(instant -> Long.toString(instant.toEpochMilli(), Character.MAX_RADIX))
            .orElseGet(ObjectNames::randomInstance);
    return self.pid() + "-" + begin;
  }

  /** Held by a process, not by a thread; never asked for twice in one process. */
  private record Lock(FileChannel channel) implements AutoCloseable {

    /** Null while another process holds it. */
    static @Nullable Lock tryOn(Path file) throws IOException {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = null;
      try {
        lock = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        // Another pipeline of this process has just let go of its directory.
      } finally {
        if (lock == null) {
          channel.close();
        }
      }
      return lock == null ? null : new Lock(channel);
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        // The lock goes with the process at the latest.
      }
    }
  }
}
