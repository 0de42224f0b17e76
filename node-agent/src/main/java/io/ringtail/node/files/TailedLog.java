package io.ringtail.node.files;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.StdStream;
import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One log that is read: its chain of files, what takes its lines, and what of it is acknowledged.
 *
 * <p>Threading: the reading thread.
 */
final class TailedLog {
  /** How often names are looked at while the file grows; less often while it does not. */
  private static final long NAMES_NANOS = MILLISECONDS.toNanos(450);

  private static final long ACTIVE_NANOS = SECONDS.toNanos(5);

  /** Longer than kubelet takes to rotate a file that has grown large. */
  private static final long LONG_IDLE_NANOS = SECONDS.toNanos(60);

  /** How long none of its files must have been there before a log is taken for ended. */
  private static final long GONE_NANOS = SECONDS.toNanos(5);

  /** And how long the one that is written to, while others are still there. */
  private static final long ABANDONED_NANOS = MINUTES.toNanos(10);

  private static final long MIN_RETRY_NANOS = SECONDS.toNanos(1);
  private static final long MAX_RETRY_NANOS = SECONDS.toNanos(60);

  private static final StdStream[] STREAMS = StdStream.values();

  private final String source;
  private final FoundLog found;
  private final Chain chain;
  private final LineReader lines;
  private final LineConsumer consumer;
  private final StreamProgress[] progress;
  private final Notices notices;
  private final Pace sizes = new Pace();
  private final Lag lag = new Lag();
  private final Watchdog watchdog = new Watchdog();
  private final long[] acknowledged = new long[STREAMS.length];

  private long now;
  private long namesDue;
  private long grownNanos;
  private @Nullable Object currentKey;
  private boolean gone;
  private boolean rotatedOnly;
  private long goneNanos;
  private boolean ended;
  private boolean over;
  private boolean left;
  private boolean stuck;
  private @Nullable String error;
  private boolean failedReading;
  private long retryNanos = MIN_RETRY_NANOS;
  private boolean waiting;
  private long retryAt;
  private long readBytes;
  private long lostBytes;
  private @Nullable String saved;

  /** What {@link #saved} was made of. */
  private long[] savedState = {};

  TailedLog(
      String source,
      FoundLog found,
      Chain chain,
      LineReader lines,
      LineConsumer consumer,
      StreamProgress[] progress,
      Notices notices,
      long now) {
    this.source = source;
    this.found = found;
    this.chain = chain;
    this.lines = lines;
    this.consumer = consumer;
    this.progress = progress;
    this.notices = notices;
    this.now = now;
    this.namesDue = now;
    this.grownNanos = now;
  }

  FoundLog found() {
    return found;
  }

  void countLost(long bytes) {
    lostBytes += bytes;
  }

  /** Something has changed about its path. */
  void lookAtNamesSoon() {
    namesDue = now;
  }

  /** Whether files of it are left that were read. */
  boolean hasRotatedFiles() {
    return gone && rotatedOnly;
  }

  /** Whether {@link #look} has anything to do: for an idle log hardly ever. */
  boolean isDue(long nanos) {
    return over
        || sizes.isDue(nanos)
        || nanos - namesDue >= 0
        || consumer.heldBytes() > 0
        || !chain.isReadingLast();
  }

  /** Looks at its files, as often as makes sense. */
  void look(long nanos) {
    now = nanos;
    consumer.tick(nanos);
    if (over || (waiting && now - retryAt < 0)) {
      return;
    }
    waiting = false;
    try {
      lookAtSize();
      if (now - namesDue >= 0 || chain.reading().content == null) {
        lookAtNames();
      }
      chain.watchLate(now);
      if (error != null && !failedReading) {
        recovered();
      }
    } catch (IOException e) {
      failedReading = false;
      failed(e);
    }
  }

  private void lookAtSize() throws IOException {
    Generation last = chain.last();
    if (sizes.isDue(now) && last.content != null) {
      long before = last.size;
      boolean intact = checkIntact();
      sizes.looked(now, intact ? chain.last().size - before : 1);
    }
  }

  /**
   * Looks at the file that is written to, before bytes are read of it that may not be those that
   * its known beginning belongs to.
   *
   * @return whether it was only appended to
   */
  private boolean checkIntact() throws IOException {
    Generation last = chain.last();
    long before = last.size;
    boolean intact = last.isIntact();
    if (!intact) {
      chain.truncated(siblings(), now);
      chain.last().isIntact();
    }
    if (!intact || last.size > before) {
      grownNanos = now;
    }
    return intact;
  }

  private void lookAtNames() throws IOException {
    namesDue = now + namesPause();
    Object key = fileKey(found.current());
    boolean alone = chain.generations().size() == 1 && chain.last().content != null;
    if (alone && key != null && key.equals(currentKey)) {
      gone = false;
      return;
    }
    FileStat current = FileStat.of(found.current());
    if (alone && current != null && current.id().equals(chain.last().id)) {
      currentKey = key;
      gone = false;
      return;
    }
    List<Sibling> siblings = siblings();
    if (current == null && !gone) {
      goneNanos = now;
    }
    gone = current == null;
    rotatedOnly = !siblings.isEmpty();
    ended = gone && now - goneNanos >= (rotatedOnly ? ABANDONED_NANOS : GONE_NANOS);
    chain.follow(siblings, now);
  }

  /** Whatever failed has been done again, and has not. */
  private void recovered() {
    error = null;
    retryNanos = MIN_RETRY_NANOS;
  }

  private long namesPause() {
    long idle = now - grownNanos;
    return idle < ACTIVE_NANOS
        ? NAMES_NANOS
        : idle < LONG_IDLE_NANOS ? 2 * NAMES_NANOS : 4 * NAMES_NANOS;
  }

  /** Cheaper than {@link FileStat}, for what is asked most often. */
  private static @Nullable Object fileKey(Path path) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  private List<Sibling> siblings() throws IOException {
    try {
      return Sibling.list(found.current());
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
  }

  /** Whether the destination of its records can take more. */
  boolean isReady() {
    return consumer.isReady();
  }

  /** Whether {@link #read} is worth a call. */
  boolean isReadable() {
    if (over || waiting) {
      return false;
    }
    return chain.reading().hasUnscanned() || chain.isFinal(now) || (ended && chain.isReadingLast());
  }

  /**
   * Hands on about so many bytes.
   *
   * @return bytes read; fewer than {@code limit} if there are no more now
   */
  int read(int limit) {
    watchdog.attempt();
    int total = 0;
    try {
      if (chain.isReadingLast()) {
        checkIntact();
      }
      while (total < limit) {
        Generation from = chain.reading();
        long before = from.offset;
        int count = from.content == null ? 0 : lines.read(from, limit - total, consumer);
        readBytes += from.offset - before;
        total += count;
        if (count == 0 && !finish(from)) {
          break;
        }
      }
      if (error != null) {
        recovered();
      }
    } catch (IOException e) {
      failedReading = true;
      failed(e);
    }
    return total;
  }

  /**
   * @return whether there is another generation to read
   */
  private boolean finish(Generation from) throws IOException {
    boolean last = chain.isReadingLast();
    if (last ? !ended : !chain.isFinal(now)) {
      return false;
    }
    long before = from.offset;
    lines.readRest(from, consumer);
    readBytes += from.offset - before;
    if (last) {
      consumer.end();
      chain.close();
      over = true;
      return false;
    }
    chain.advance();
    return true;
  }

  /** It is not wanted any more: what was read is delivered, what follows is not read. */
  void leave() {
    consumer.end();
    chain.close();
    over = true;
    left = true;
  }

  boolean isLeft() {
    return left;
  }

  /** Whether all of it was read, and has had its outcome, and nothing can follow. */
  boolean isDone() {
    if (!over) {
      return false;
    }
    acknowledge();
    for (StreamProgress each : progress) {
      if (!each.isSettled()) {
        return false;
      }
    }
    return true;
  }

  boolean isAtEnd() {
    return over
        || (chain.isReadingLast() && !chain.reading().hasUnscanned() && error == null && !waiting);
  }

  private void failed(IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    Generation reading = chain.reading();
    chain.failed(reading, e);
    if (!reading.missing && reading.print.length() > 0) {
      // Opened anew at the next try: whatever ails the descriptor may be gone.
      reading.close();
    }
    if (error == null) {
      notices.tell(
          Notices.Weight.WARNING,
          "files.error:" + found.log().key(),
          "cannot read "
              + found.log().path()
              + ": "
              + message
              + "; other logs go on, this one is tried again");
    }
    error = message;
    waiting = true;
    retryAt = now + retryNanos;
    retryNanos = Math.min(MAX_RETRY_NANOS, retryNanos * 2);
    namesDue = now;
  }

  private long acknowledge() {
    long least = Position.END;
    long read = chain.readPosition();
    for (int i = 0; i < STREAMS.length; i++) {
      acknowledged[i] = progress[i].acknowledged(consumer.heldFrom(STREAMS[i]), read);
      least = Math.min(least, acknowledged[i]);
    }
    return least;
  }

  /** What a checkpoint says of it now. */
  String save() {
    chain.drop(acknowledge());
    Generation last = chain.last();
    long[] state = Arrays.copyOf(acknowledged, acknowledged.length + 3);
    state[acknowledged.length] = chain.version();
    state[acknowledged.length + 1] = last.size;
    state[acknowledged.length + 2] = last.print.hash() ^ (left ? 1 : 0);
    String text = saved;
    if (text == null || !Arrays.equals(state, savedState)) {
      text = SavedLogJson.write(ChainStart.save(source, found.log(), chain, acknowledged, left));
      saved = text;
      savedState = state;
    }
    return text;
  }

  LogCoverage coverage() {
    long least = acknowledge();
    chain.drop(least);
    long unread = 0;
    long pending = 0;
    long deletedBytes = 0;
    for (Generation each : chain.generations()) {
      unread += each.unread();
      deletedBytes += each.missing && each.content != null ? each.unread() : 0;
      if (each.number != Generation.UNNUMBERED && each.number >= Position.generation(least)) {
        long from = each.number == Position.generation(least) ? Position.offset(least) : each.from;
        pending += Math.max(0, each.offset - from);
      }
    }
    long written = readBytes + lostBytes + unread;
    long done = readBytes - Math.min(pending, readBytes);
    lag.written(now, written);
    Generation reading = chain.reading();
    boolean was = stuck;
    stuck =
        watchdog.isStuck(
            now, !over && (reading.hasUnscanned() || error != null), readBytes + reading.scanned);
    if (stuck && !was) {
      notices.tell(
          Notices.Weight.ERROR,
          "files.stuck:" + found.log().key(),
          found.log().path()
              + " grows, but nothing can be read of it"
              + (error == null ? "" : ": " + error)
              + "; reading is tried on");
    }
    return new LogCoverage(
        source,
        found.log().key(),
        found.log().pod(),
        readBytes,
        done,
        lostBytes,
        unread,
        lag.millis(now, done + lostBytes),
        deletedBytes,
        stuck,
        error);
  }

  void close() {
    chain.close();
  }
}
