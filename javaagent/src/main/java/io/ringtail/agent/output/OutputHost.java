package io.ringtail.agent.output;

import io.ringtail.agent.capture.ReaderContext;

/** What the capture of the standard streams needs of the rest of the agent. */
public interface OutputHost {
  /** Has the pipeline start, if it is not running, on a thread of its own. */
  void startForOutput();

  /** Sees to what is needed beside it. For a thread of ours: it takes its time. */
  void prepareForOutput() throws Exception;

  /** The pipeline, running; waits until it does. */
  ReaderContext contextForOutput() throws Exception;

  /** Has {@code work} done after the program's shutdown hooks, and before the pipeline closes. */
  void runBeforeClose(Runnable work) throws Exception;

  /** The program's shutdown hooks have begun, and what was printed so far is being read. */
  void onShutdown();

  /** Whether the program asked to wait, rather than lose what it prints. */
  boolean waitsForRoom();

  /** Something is wrong that a user should know of. */
  void warn(String key, String text);
}
