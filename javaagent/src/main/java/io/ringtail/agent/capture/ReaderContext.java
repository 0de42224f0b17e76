package io.ringtail.agent.capture;

import io.ringtail.config.RingtailConfig;
import io.ringtail.event.Level;
import io.ringtail.pipeline.Pipeline;
import io.ringtail.ring.EventRing;
import io.ringtail.telemetry.DropReason;
import io.ringtail.telemetry.Telemetry;

/**
 * What a reader needs.
 *
 * @param pipeline the agent's own, running
 */
public record ReaderContext(Pipeline pipeline) {
  /** Where events go. */
  public EventRing ring() {
    return pipeline.ring();
  }

  public RingtailConfig config() {
    return pipeline.config();
  }

  /** Whether an event of this level and logger is to be shipped. */
  public boolean ships(Level level, String logger) {
    return config().levels().ships(level, logger);
  }

  /** Counts an event that could not be taken over. */
  public void countFailed(Level level) {
    Telemetry telemetry = pipeline.telemetry();
    telemetry.countCaptured();
    telemetry.losses().drop(DropReason.CAPTURE_FAILED, level, System.currentTimeMillis());
  }
}
