package io.ringtail.sink;

import io.ringtail.batch.BatchLimits;
import io.ringtail.config.ConfigProblem;
import io.ringtail.config.DestinationNames;
import io.ringtail.config.SinkSettings;
import java.util.List;

/** Makes one kind of sink; found by {@link java.util.ServiceLoader}. */
public interface SinkFactory {
  /** The name that users give as RINGTAIL_SINK. */
  String name();

  /**
   * What is wrong with the sink's own options, all at once, each with what happens now. Called when
   * the configuration is read; no I/O.
   */
  default List<ConfigProblem> check(SinkSettings settings) {
    return List.of();
  }

  /**
   * The templates of a destination's two names, as the sink's own options have them. What is wrong
   * with those is told by {@link #check}. No I/O.
   *
   * @param logs the templates of log group and log stream: what counts where the sink has no names
   *     of its own
   */
  default DestinationNames names(SinkSettings settings, DestinationNames logs) {
    return logs;
  }

  /** What one request may hold. Constant, no I/O. */
  BatchLimits limits();

  /**
   * The longest that a record waits for others to be sent with.
   *
   * @param lingerMillis RINGTAIL_LINGER_MS
   */
  default long lingerMillis(SinkSettings settings, long lingerMillis) {
    return lingerMillis;
  }

  /** How many sends at once are worth their memory. */
  int maxConcurrentSends();

  /** Heap that one send under way takes beside its batch, in bytes. */
  long sendHeapBytes(BatchLimits limits);

  /**
   * Makes the sink ready. Called on a thread of ours, so it may read files and do I/O; called again
   * later, with growing pauses, when it throws.
   *
   * @throws Exception if the destination cannot be used yet, with a message for people
   */
  Sink open(SinkContext context) throws Exception;
}
