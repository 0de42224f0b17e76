package io.ringtail.agent.capture;

import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.ring.EventIntake;
import io.ringtail.telemetry.DropReason;

/**
 * What a reader needs.
 *
 * @param pipeline the agent's own, running
 */
public record ReaderContext(Pipeline pipeline) {
  /** Half of the smallest ring, and of the largest. */
  private static final int MIN_ROOMY_EVENTS = 128;

  private static final int MAX_ROOMY_EVENTS = 16 * 1024;

  /** Of a sink's share of the buffer; so far, its ring has at least half of its places free. */
  private static final int BYTES_PER_ROOMY_EVENT = 4 * 1024;

  /** Where events go. */
  public EventIntake intake() {
    return pipeline.intake();
  }

  public RingtailConfig config() {
    return pipeline.config();
  }

  /** Whether an event of this level and logger is to be shipped. */
  public boolean ships(Level level, String logger) {
    return config().levels().ships(level, logger);
  }

  /**
   * Whether an event that is offered now is sure to find room, even if it is not an important one.
   */
  public boolean hasRoom() {
    long buffer = config().bufferBytes() / config().sinks().size();
    long events =
        Math.max(MIN_ROOMY_EVENTS, Math.min(MAX_ROOMY_EVENTS, buffer / BYTES_PER_ROOMY_EVENT));
    return intake().occupied() < events && intake().heldBytes() < buffer / 5;
  }

  /** Counts an event that could not be taken over. */
  public void countFailed(Level level) {
    intake().drop(DropReason.CAPTURE_FAILED, level, System.currentTimeMillis());
  }
}
