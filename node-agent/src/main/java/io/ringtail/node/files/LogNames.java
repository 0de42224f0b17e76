package io.ringtail.node.files;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which files of one log are there, looked at as often as makes sense, and whether it has ended.
 *
 * <p>Threading: the reading thread.
 */
final class LogNames {
  /** How often names are looked at while the file grows; less often while it does not. */
  private static final long PAUSE_NANOS = MILLISECONDS.toNanos(450);

  private static final long ACTIVE_NANOS = SECONDS.toNanos(5);

  /** Longer than kubelet takes to rotate a file that has grown large. */
  private static final long LONG_IDLE_NANOS = SECONDS.toNanos(60);

  /** How long none of its files must have been there before a log is taken for ended. */
  private static final long GONE_NANOS = SECONDS.toNanos(5);

  /** And how long the one that is written to, while others are still there. */
  private static final long ABANDONED_NANOS = MINUTES.toNanos(10);

  /** Of so many glances, one at the name: a log that rests is rotated by hand, if at all. */
  private static final int GLANCES_FOR_NAME = 8;

  private final Path current;
  private final Chain chain;
  private final ChainNames names;
  private final Truncation truncation;
  private long due;
  private long grownNanos;
  private @Nullable Object currentKey;
  private @Nullable FileTime modified;
  private boolean gone;
  private boolean rotatedOnly;
  private long goneNanos;
  private boolean ended;
  private int glances;

  /**
   * @param current the file that is written to
   */
  LogNames(Path current, Chain chain, DeletedBytes deleted, long now) {
    this.current = current;
    this.chain = chain;
    this.names = new ChainNames(current.resolveSibling(""), chain, deleted);
    this.truncation = new Truncation(chain);
    this.due = now;
    this.grownNanos = now;
  }

  boolean isDue(long now) {
    return now - due >= 0;
  }

  /** Something has changed about them, or is likely to. */
  void lookSoon(long now) {
    due = now;
  }

  void grown(long now) {
    grownNanos = now;
  }

  /** For so long its file has not grown. */
  long idleNanos(long now) {
    return now - grownNanos;
  }

  /** Whether the file that is written to is held open, and was in its place at the last look. */
  boolean isInPlace() {
    return !gone && currentKey != null && modified != null && chain.last().content != null;
  }

  /**
   * Whether it is as it was at the last look. What its name says is asked seldom: of a thousand
   * files nothing is in the processor's caches any more, and a path has many parts.
   */
  boolean isUntouched() {
    glances = (glances + 1) % GLANCES_FOR_NAME;
    return glances > 0 ? chain.last().hasSameSize() : isUntouchedByName();
  }

  /** The same, and what its name says. */
  boolean isUntouchedByName() {
    BasicFileAttributes attributes = attributes();
    return attributes != null
        && attributes.size() == chain.last().size
        && attributes.lastModifiedTime().equals(modified)
        && Objects.equals(attributes.fileKey(), currentKey);
  }

  /** Whether files of it are left that were read. */
  boolean hasRotatedFiles() {
    return gone && rotatedOnly;
  }

  /** Whether nothing will be added to it any more. */
  boolean ended() {
    return ended;
  }

  /**
   * @return the bytes of the file that is written to, if that is all that may have changed; else -1
   */
  long look(long now) throws IOException {
    due = now + pauseNanos(now);
    BasicFileAttributes attributes = attributes();
    Object key = attributes == null ? null : attributes.fileKey();
    Generation last = chain.last();
    boolean alone = chain.generations().size() == 1 && last.content != null;
    if (alone && attributes != null && key != null && key.equals(currentKey)) {
      gone = false;
      checkRewritten(attributes, now);
      return attributes.size();
    }
    FileStat stat = FileStat.of(current);
    if (alone && stat != null && stat.id().equals(last.id)) {
      currentKey = key;
      gone = false;
      return -1;
    }
    List<Sibling> siblings = siblings();
    if (stat == null && !gone) {
      goneNanos = now;
    }
    gone = stat == null;
    rotatedOnly = !siblings.isEmpty();
    ended = gone && now - goneNanos >= (rotatedOnly ? ABANDONED_NANOS : GONE_NANOS);
    names.follow(siblings, now);
    if (chain.last() != last) {
      // What has been rotated may be rotated again before long.
      due = now;
    }
    return -1;
  }

  /** The file that is written to does not begin any more as it did. */
  void truncated(long now) throws IOException {
    truncation.of(siblings(), now);
  }

  /** A file that was truncated, and written again to the very size, shows by its time. */
  private void checkRewritten(BasicFileAttributes attributes, long now) throws IOException {
    Generation last = chain.last();
    boolean touched = !attributes.lastModifiedTime().equals(modified);
    modified = attributes.lastModifiedTime();
    if (touched && attributes.size() == last.size && !last.beginsAsBefore()) {
      truncated(now);
      chain.last().isIntact();
      grown(now);
    }
  }

  private long pauseNanos(long now) {
    long idle = idleNanos(now);
    return idle < ACTIVE_NANOS
        ? PAUSE_NANOS
        : idle < LONG_IDLE_NANOS ? 2 * PAUSE_NANOS : 4 * PAUSE_NANOS;
  }

  /** Cheaper than {@link FileStat}, for what is asked most often. */
  private @Nullable BasicFileAttributes attributes() {
    try {
      return Files.readAttributes(current, BasicFileAttributes.class);
    } catch (IOException e) {
      return null;
    }
  }

  private List<Sibling> siblings() throws IOException {
    try {
      return Sibling.list(current);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }
}
