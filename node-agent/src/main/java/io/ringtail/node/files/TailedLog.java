package io.ringtail.node.files;

import static java.util.Objects.requireNonNull;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.telemetry.Notices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One log that is read: its chain of files, what takes its lines, and what of it is acknowledged.
 *
 * <p>Threading: the reading thread.
 */
final class TailedLog {
  /** One that grows so fast between two looks may be rotated between two others. */
  private static final long FAST_BYTES = 64 << 10;

  /** Longer than kubelet takes to rotate a file that has grown large: it looks every 10 s. */
  private static final long RESTING_AFTER_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final String source;
  private final FoundLog found;
  private final Path directory;
  private final Chain chain;
  private final LogNames names;
  private final LineReader lines;
  private final LineConsumer consumer;
  private final Acknowledged acknowledged;
  private final LogAccount account;
  private final Notices notices;
  private final Pace sizes = new Pace();
  private final Trouble trouble = new Trouble();

  /** What is said of it while it rests; null if it does not. */
  private @Nullable LogCoverage atRest;

  private long now;
  private boolean over;
  private boolean left;

  TailedLog(
      String source,
      FoundLog found,
      Chain chain,
      DeletedBytes deleted,
      LineReader lines,
      LineConsumer consumer,
      StreamProgress[] progress,
      Notices notices,
      long now) {
    this.source = source;
    this.found = found;
    this.directory = requireNonNull(found.current().getParent(), "a file is in a directory");
    this.chain = chain;
    this.names = new LogNames(found.current(), chain, deleted, now);
    this.lines = lines;
    this.consumer = consumer;
    this.acknowledged = new Acknowledged(chain, consumer, progress);
    this.account = new LogAccount(source, found.log(), notices);
    this.notices = notices;
    this.now = now;
  }

  FoundLog found() {
    return found;
  }

  long readBytes() {
    return account.readBytes();
  }

  long lostBytes() {
    return account.lostBytes();
  }

  void countLost(long bytes) {
    account.lost(bytes);
  }

  /**
   * One of its files, under whatever name it was opened.
   *
   * @return null if it is none of them
   */
  @Nullable Generation find(Generation file) throws IOException {
    List<Generation> all = chain.generations();
    for (int i = all.size() - 1; i >= 0; i--) {
      Generation each = all.get(i);
      if (each.id.equals(file.id) && (each.content != null || file.beginsAs(each.print))) {
        return each;
      }
    }
    return null;
  }

  /** Whether it is a file of its own that was rotated away before those that it reads. */
  boolean hasPassed(Generation file) {
    return chain.passed().contains(new Passed(file.id, file.size));
  }

  /**
   * Lets one of its files end at {@code offset}, or where it has been read to.
   *
   * @return where it ends
   */
  long endAt(Generation generation, long offset) {
    chain.changed();
    if (generation.finished) {
      generation.close();
      return generation.size;
    }
    generation.end = Math.max(generation.offset, Math.min(generation.end, offset));
    return generation.end;
  }

  /** Whether files of it are left that were read. */
  boolean hasRotatedFiles() {
    return names.hasRotatedFiles();
  }

  /** Whether {@link #look} has anything to do: for an idle log hardly ever. */
  boolean isDue(long nanos) {
    return over
        || sizes.isDue(nanos)
        || names.isDue(nanos)
        || consumer.heldBytes() > 0
        || !chain.isReadingLast();
  }

  /**
   * Comes to rest if nothing has happened to it lately, and nothing of it is owed: as long as its
   * file {@link #isUntouched} there is nothing to do, and what is said of it stands.
   *
   * @return whether it rests
   */
  boolean restIfQuiet(long nanos) {
    if (names.idleNanos(nanos) >= RESTING_AFTER_NANOS
        && chain.generations().size() == 1
        && isReadToItsEnd()
        && names.isInPlace()
        && consumer.heldBytes() == 0
        && !over
        && !trouble.exists()
        && !trouble.isWaiting()
        && acknowledged.isSettled()) {
      LogCoverage last = coverage();
      atRest = last.isSettled() ? last : null;
    }
    return atRest != null;
  }

  /** Whether its file is as it was at the last look: one call to the system. */
  boolean isUntouched() {
    return names.isUntouched();
  }

  /** The same, and whether it still has its name. */
  boolean isUntouchedByName() {
    return names.isUntouchedByName();
  }

  /** Where the file is that is written to. */
  Path directory() {
    return directory;
  }

  /** Rests no more: it is to be looked at. */
  void wake() {
    atRest = null;
    names.lookSoon(now);
    sizes.lookSoon(now);
  }

  /** Bytes that wait for lines that may continue them. */
  long heldBackBytes() {
    return consumer.heldBytes();
  }

  /** Looks at its files, as often as makes sense. */
  void look(long nanos) {
    now = nanos;
    if (isReadToItsEnd() || trouble.isWaiting()) {
      // Otherwise what continues an entry is there already, and only waits to be read.
      consumer.tick(nanos);
    }
    if (over || !trouble.mayTry(now)) {
      return;
    }
    try {
      if (names.isDue(now) || isClosed()) {
        lookAtNames();
      }
      lookAtSize();
      chain.watchLate(now);
      trouble.looked();
    } catch (IOException e) {
      failed(e, false);
    }
  }

  /** Files that it holds open. */
  int openFiles() {
    return chain.openFiles();
  }

  private void lookAtNames() throws IOException {
    long bytes = names.look(now);
    if (bytes == chain.last().size) {
      // One call to the system has told both.
      sizes.postpone(now);
    } else if (bytes >= 0) {
      sizes.lookSoon(now);
    }
  }

  private void lookAtSize() throws IOException {
    Generation last = chain.last();
    if (sizes.isDue(now) && last.content != null) {
      long before = last.size;
      boolean intact = checkIntact();
      long grown = intact ? chain.last().size - before : 1;
      sizes.looked(now, grown);
      if (grown >= FAST_BYTES) {
        names.lookSoon(now);
      }
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
      names.truncated(now);
      chain.last().isIntact();
    }
    if (!intact || last.size > before) {
      names.grown(now);
    }
    return intact;
  }

  private boolean isClosed() {
    return chain.reading().content == null;
  }

  /** Whether the destination of its records can take more. */
  boolean isReady() {
    return consumer.isReady();
  }

  /** Whether {@link #read} is worth a call. */
  boolean isReadable() {
    if (over || trouble.isWaiting()) {
      return false;
    }
    return chain.reading().hasUnscanned()
        || chain.isFinal(now)
        || (names.ended() && chain.isReadingLast());
  }

  /**
   * Hands on about so many bytes.
   *
   * @return bytes read; fewer than {@code limit} if there are no more now
   */
  int read(int limit) {
    account.attempt();
    int total = 0;
    try {
      if (chain.isReadingLast()) {
        checkIntact();
      }
      while (total < limit) {
        Generation from = chain.reading();
        long before = from.offset;
        int count = from.content == null ? 0 : lines.read(from, limit - total, consumer);
        account.read(from.offset - before);
        total += count;
        if (count == 0 && !finish(from)) {
          break;
        }
      }
      trouble.hasRead();
    } catch (IOException e) {
      failed(e, true);
    }
    return total;
  }

  /**
   * @return whether there is another generation to read
   */
  private boolean finish(Generation from) throws IOException {
    boolean last = chain.isReadingLast();
    if (last ? !names.ended() : !chain.isFinal(now)) {
      return false;
    }
    long before = from.offset;
    lines.readRest(from, consumer);
    account.read(from.offset - before);
    if (last) {
      end();
      return false;
    }
    chain.advance();
    return true;
  }

  private void end() {
    consumer.end();
    chain.close();
    over = true;
  }

  /** It is not wanted any more: what was read is delivered, what follows is not read. */
  void leave() {
    end();
    left = true;
  }

  boolean isLeft() {
    return left;
  }

  /** Whether all of it was read, and has had its outcome, and nothing can follow. */
  boolean isDone() {
    return over && acknowledged.isSettled();
  }

  boolean isAtEnd() {
    return over || (isReadToItsEnd() && !trouble.exists() && !trouble.isWaiting());
  }

  private boolean isReadToItsEnd() {
    return chain.isReadingLast() && !chain.reading().hasUnscanned();
  }

  private void failed(IOException e, boolean reading) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    Generation generation = chain.reading();
    chain.failed(generation, e);
    if (!generation.missing && generation.print.length() > 0) {
      // Opened anew at the next try: whatever ails the descriptor may be gone.
      generation.close();
    }
    if (!trouble.exists() && !OpenFiles.areUsedUp(e)) {
      notices.tell(
          Notices.Weight.WARNING,
          "files.error:" + found.log().key(),
          "cannot read "
              + found.log().path()
              + ": "
              + message
              + "; other logs go on, this one is tried again");
    }
    trouble.failed(message, reading, now);
    names.lookSoon(now);
  }

  /** What a checkpoint says of it now. */
  String save() {
    return acknowledged.save(source, found.log(), left);
  }

  /** What keeps it from being read; null if nothing does. */
  @Nullable String error() {
    return trouble.error();
  }

  LogCoverage coverage() {
    LogCoverage resting = atRest;
    return resting != null
        ? resting
        : account.coverage(chain, acknowledged.advance(), trouble.error(), over, now);
  }

  void close() {
    chain.close();
  }
}
