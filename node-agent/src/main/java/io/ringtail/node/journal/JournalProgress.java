package io.ringtail.node.journal;

import io.ringtail.batch.RecordId;
import io.ringtail.node.entry.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a journal is delivered: where the earliest entry stands that some batch still holds.
 *
 * <p>Journald has no numbers that we could count with, only cursors; so each open span keeps the
 * bookmark before its first entry, and there are as many of those as batches under way.
 *
 * <p>Threading: the reading thread, but for {@link Progress.Span#settle}.
 */
final class JournalProgress implements Progress {
  /** Settled spans are swept out when there are more than so many, and again at the double. */
  private static final int FIRST_SWEEP = 16;

  private final List<JournalSpan> spans = new ArrayList<>();
  private int sweepAt = FIRST_SWEEP;
  private Bookmark before;
  private Bookmark read;

  JournalProgress(Bookmark start) {
    this.before = start;
    this.read = start;
  }

  /** The next entry has been read, and {@code after} is the place after it. */
  void advance(Bookmark after) {
    before = read;
    read = after;
  }

  /** After the newest entry that was read. */
  Bookmark read() {
    return read;
  }

  /** Opened while the entry is taken, at that entry. */
  @Override
  public Span open(long fromPosition) {
    if (spans.size() >= sweepAt) {
      spans.removeIf(span -> span.settled);
      sweepAt = Math.max(FIRST_SWEEP, 2 * spans.size());
    }
    JournalSpan span = new JournalSpan(before);
    spans.add(span);
    return span;
  }

  /** Of the entry that is taken now: nothing of a journal is held back. */
  @Override
  public long originId(long position) {
    return RecordId.origin("journal", read.toString());
  }

  @Override
  public long number(long position) {
    return RecordId.origin("entry", read.toString());
  }

  /** All before it has had its outcome. */
  Bookmark settled() {
    for (JournalSpan span : spans) {
      if (!span.settled) {
        return span.before;
      }
    }
    return read;
  }

  /** How many are remembered, settled or not. */
  int spans() {
    return spans.size();
  }

  private static final class JournalSpan implements Span {
    private final Bookmark before;
    private volatile boolean settled;

    JournalSpan(Bookmark before) {
      this.before = before;
    }

    @Override
    public void settle() {
      settled = true;
    }
  }
}
