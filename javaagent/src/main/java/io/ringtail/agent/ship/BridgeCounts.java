package io.ringtail.agent.ship;

/** What there is to count where woven classes call us. Threading: any thread. */
public interface BridgeCounts {
  /** Events that bridges would have doubled. */
  long leftToBridges();

  /** Calls that failed inside the agent. */
  long failures();
}
