package io.ringtail.agent.output;

/** Whether a thread that prints waits for room. Threading: any thread. */
interface FullQueue {
  /**
   * @param waitedNanos how long it has waited
   */
  boolean waits(long waitedNanos);
}
