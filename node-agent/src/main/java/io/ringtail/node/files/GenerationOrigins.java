package io.ringtail.node.files;

import io.ringtail.batch.RecordId;
import java.util.function.LongUnaryOperator;

/**
 * What the records of one file of a log are known by: the log and the file's first line, in which a
 * container's file has a time. Whether it was renamed or compressed meanwhile makes no difference.
 *
 * <p>Files of the host that begin with the same line, at the same path, are not told apart.
 *
 * <p>Threading: the reading thread.
 */
final class GenerationOrigins implements LongUnaryOperator {
  private static final long NONE = -1;

  private final String log;
  private final Chain chain;
  private long known = NONE;
  private long origin;

  /**
   * @param log its key, the same after a restart
   */
  GenerationOrigins(String log, Chain chain) {
    this.log = log;
    this.chain = chain;
  }

  /**
   * @param number of a generation that is read, or of which an entry is held back
   */
  @Override
  public long applyAsLong(long number) {
    if (number != known) {
      for (Generation generation : chain.generations()) {
        if (generation.number == number) {
          origin = RecordId.origin(log, Long.toHexString(generation.firstLine));
          known = generation.firstLineIsWhole ? number : NONE;
        }
      }
    }
    return origin;
  }
}
