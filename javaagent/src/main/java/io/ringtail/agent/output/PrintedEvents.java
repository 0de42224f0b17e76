package io.ringtail.agent.output;

import java.time.Instant;

/** Takes what was printed, event by event. Threading: one thread. */
interface PrintedEvents {
  /**
   * @param part 0 for a whole event; 1, 2, … for the parts of one that was too long
   */
  void onEvent(boolean isError, String thread, Instant time, String text, int part);
}
