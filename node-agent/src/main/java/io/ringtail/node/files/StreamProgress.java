package io.ringtail.node.files;

import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.Progress;
import java.util.ArrayDeque;

/**
 * What of one stream was acknowledged: everything before its oldest batch without an outcome.
 *
 * <p>Threading: the reading thread, {@link Span#settle} any.
 */
final class StreamProgress implements Progress {
  private final ArrayDeque<OpenSpan> spans = new ArrayDeque<>();
  private long acknowledged;

  /**
   * @param resume where it was acknowledged up to before
   */
  StreamProgress(long resume) {
    this.acknowledged = resume;
  }

  @Override
  public Span open(long fromPosition) {
    OpenSpan span = new OpenSpan(fromPosition);
    spans.add(span);
    return span;
  }

  /**
   * The position before which everything was acknowledged. It never falls.
   *
   * @param heldFrom where the entry begins that is held back; {@link Position#END} if none is
   * @param read where the next line begins
   */
  long acknowledged(long heldFrom, long read) {
    OpenSpan oldest = spans.peek();
    while (oldest != null && oldest.settled) {
      spans.poll();
      oldest = spans.peek();
    }
    long next = Math.min(heldFrom, read);
    if (oldest != null) {
      next = Math.min(next, oldest.from);
    }
    acknowledged = Math.max(acknowledged, next);
    return acknowledged;
  }

  /** Whether every batch has had its outcome. */
  boolean isSettled() {
    return spans.isEmpty();
  }

  private static final class OpenSpan implements Span {
    private final long from;
    private volatile boolean settled;

    OpenSpan(long from) {
      this.from = from;
    }

    @Override
    public void settle() {
      settled = true;
    }
  }
}
