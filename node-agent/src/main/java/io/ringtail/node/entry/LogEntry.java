package io.ringtail.node.entry;

/**
 * One whole log entry: a line, or the lines that belong together.
 *
 * <p>A place that is filled again for the next entry: a stage that keeps something of it copies it.
 * Threading: the reading thread alone.
 */
public final class LogEntry {
  /** Where it was written; {@link StdStream#NONE} outside containers. */
  public StdStream stream = StdStream.NONE;

  /** When it was written, as the runtime or the journal dated it; else when it was read. */
  public long epochSecond;

  public int nanoOfSecond;

  /**
   * The text is {@code bytes[offset, offset + length)}, without its last newline. May be no UTF-8.
   */
  public byte[] bytes = {};

  public int offset;
  public int length;

  /** Bytes that the text had before it was shortened on the way; 0 if it was not. */
  public long originalBytes;

  /** The {@link Position} of its first byte, and of the byte after its last. */
  public long startPosition;

  public long endPosition;

  public long epochMillis() {
    return epochSecond * 1_000 + nanoOfSecond / 1_000_000;
  }
}
