package io.ringtail.node.entry;

/**
 * A place in a log that goes on over several files, as a single number that grows as the log is
 * read: the generation of the file in the upper bits, the uncompressed offset in the lower.
 *
 * <p>Generations are numbered within one log and one run of the agent; a checkpoint names files by
 * what is in them instead.
 */
public final class Position {
  /** Bits of the offset: a file of up to 1 TiB. */
  private static final int OFFSET_BITS = 40;

  /** After every place in every file. */
  public static final long END = Long.MAX_VALUE;

  private Position() {}

  public static long of(long generation, long offset) {
    return generation << OFFSET_BITS | offset;
  }

  public static long generation(long position) {
    return position >>> OFFSET_BITS;
  }

  public static long offset(long position) {
    return position & ((1L << OFFSET_BITS) - 1);
  }
}
