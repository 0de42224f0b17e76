package io.ringtail.node.files;

import io.ringtail.node.entry.Position;
import io.ringtail.node.entry.Progress;
import java.util.ArrayDeque;
import java.util.function.LongUnaryOperator;

/**
 * What of one stream was acknowledged: everything before its oldest batch without an outcome.
 *
 * <p>Threading: the reading thread, {@link Span#settle} any.
 */
final class StreamProgress implements Progress {
  private final ArrayDeque<OpenSpan> spans = new ArrayDeque<>();
  private final LongUnaryOperator origins;
  private long acknowledged;

  /**
   * @param resume where it was acknowledged up to before
   * @param origins by generation, the same after a restart
   */
  StreamProgress(long resume, LongUnaryOperator origins) {
    this.acknowledged = resume;
    this.origins = origins;
  }

  @Override
  public Span open(long fromPosition) {
    OpenSpan span = new OpenSpan(fromPosition);
    spans.add(span);
    return span;
  }

  @Override
  public long originId(long position) {
    return origins.applyAsLong(Position.generation(position));
  }

  @Override
  public long number(long position) {
    return Position.offset(position);
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
