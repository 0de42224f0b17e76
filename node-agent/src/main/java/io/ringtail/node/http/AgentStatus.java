package io.ringtail.node.http;

import io.ringtail.telemetry.Telemetry;
import java.util.List;

/**
 * What the agent says of itself.
 *
 * <p>Threading: asked on the HTTP thread while the agent works. Nothing here may wait for the
 * reading thread: it publishes {@link #snapshot()} about once a second, and its heartbeat at each
 * turn.
 */
public interface AgentStatus {
  /** When the reading thread last turned, on the agent's monotonic clock. */
  long heartbeatNanos();

  /**
   * When the sources were last looked at and the snapshot was made, on the agent's monotonic clock:
   * a fault of ours may keep a thread that turns from doing so.
   */
  long lookedNanos();

  /** What the reading thread published last. */
  AgentSnapshot snapshot();

  /** The counters of each sink, which may be read at any time. */
  List<Telemetry> telemetries();
}
