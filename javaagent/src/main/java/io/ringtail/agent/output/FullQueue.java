package io.ringtail.agent.output;

/** Whether a thread that prints waits for room. Threading: any thread. */
interface FullQueue {
  boolean waits();
}
