package io.ringtail.node.entry;

/**
 * How far one stream of one log is delivered: what a batch reports to when its records have had
 * their outcome.
 *
 * <p>Threading: {@link #open} on the reading thread, {@link Span#settle} on any.
 */
public interface Progress {
  /**
   * A batch begins to hold entries of this stream.
   *
   * @param fromPosition where the first of them begins; not before that of the last span
   */
  Span open(long fromPosition);

  /**
   * The upper half of the {@link io.ringtail.batch.RecordId} of an entry: its log and file, the
   * same after a restart.
   *
   * @param position where it begins
   */
  long originId(long position);

  /**
   * The lower half: where it stands there, the same after a restart.
   *
   * @param position where it begins
   */
  long number(long position);

  /** The entries that one batch holds of one stream. */
  interface Span {
    /** All of them have had their outcome: they will not be read again. */
    void settle();
  }
}
