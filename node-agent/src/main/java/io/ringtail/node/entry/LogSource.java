package io.ringtail.node.entry;

/**
 * Something that is read in turns by the agent's one reading thread: all container files of one
 * configuration, the host's files, a journal.
 *
 * <p>Threading: the reading thread alone.
 */
public interface LogSource extends AutoCloseable {
  /** The name that the configuration gives it. */
  String name();

  /**
   * Looks for what is new: files that appeared, were rotated or deleted, time that has passed for
   * entries that are held back. Called a few times a second, also while reading is paused.
   */
  void look(long nowNanos);

  /**
   * Reads about so many bytes, in turns over its logs so that none starves the others, and hands
   * the entries on. Never waits.
   *
   * @return bytes read; 0 when there is nothing to read now
   */
  int read(int quantumBytes);

  /** Whether everything that was there at the last look has been read. For {@code --until-eof}. */
  boolean isAtEnd();

  /** Lets go of files and processes. What was read and not acknowledged will be read again. */
  @Override
  void close();
}
