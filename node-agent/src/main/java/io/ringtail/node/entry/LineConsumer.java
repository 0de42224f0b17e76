package io.ringtail.node.entry;

/**
 * Takes the lines of one log, from its first generation to its last, and holds back what may still
 * be continued: partial pieces, stack traces.
 *
 * <p>Threading: the reading thread alone.
 */
public interface LineConsumer {
  /**
   * One line, without its newline.
   *
   * @param bytes valid during the call
   * @param originalBytes what the line had before the reader shortened it; 0 if it did not
   * @param startPosition the {@link Position} of its first byte
   * @param endPosition the position after its newline
   */
  void line(
      byte[] bytes,
      int offset,
      int length,
      long originalBytes,
      long startPosition,
      long endPosition);

  /** Time has passed: lets go of what has waited long enough for a continuation. */
  void tick(long nowNanos);

  /** The log has ended for good: nothing will continue what is held back. */
  void end();

  /**
   * The {@link Position} at which the entry begins that is held back for {@code stream}; {@link
   * Position#END} if there is none.
   */
  long heldFrom(StdStream stream);

  /** Bytes of text that are held back. */
  long heldBytes();

  /**
   * Whether the log should be read further now; false while the destination of its records is
   * behind and others' are not. What is given all the same is taken.
   */
  default boolean isReady() {
    return true;
  }
}
