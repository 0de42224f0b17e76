package io.ringtail.node.files;

import io.ringtail.node.entry.LineConsumer;
import io.ringtail.node.entry.Progress;
import io.ringtail.node.entry.StdStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what takes the lines of a log that was found. Threading: the reading thread. */
public interface LogOpener {
  /**
   * @param resume per stream, where the first entry begins that is not delivered yet: of the lines
   *     before it, those of this stream have been sent already
   * @param progress per stream, what batches report to
   * @return null if the log is not to be read at all
   */
  @Nullable LineConsumer open(
      LogFile log, Function<StdStream, Long> resume, Function<StdStream, Progress> progress);

  /**
   * Asked at each look: whether the log, open or not, is to be read. A pod's annotations may become
   * known later than its log.
   */
  boolean isWanted(LogFile log);

  /** It was found, and is gone before it was opened. */
  default void gone(LogFile log) {}

  /**
   * Bytes of this log were deleted before they could be read, or given up.
   *
   * @param reason for people: `deleted before it was read`, `truncated`
   */
  void lost(LogFile log, long bytes, String reason);
}
