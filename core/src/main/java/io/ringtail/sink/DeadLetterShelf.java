package io.ringtail.sink;

import io.ringtail.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;

/** Keeps {@link DeadLetters}. Threading: safe. */
interface DeadLetterShelf {
  /**
   * @param letters a line of JSON each, without its end; of one batch
   * @param telemetry counts those that are kept, and those that find no room or must make it
   * @throws IOException if they cannot be kept
   */
  void keep(List<byte[]> letters, Telemetry telemetry) throws IOException;

  /**
   * No more will come: what is not safe yet is brought there.
   *
   * @param deadlineNanos a {@link System#nanoTime}
   */
  void close(long deadlineNanos);
}
