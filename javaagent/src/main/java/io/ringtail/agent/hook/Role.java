package io.ringtail.agent.hook;

/** What a hook is for. */
public enum Role {
  /** The method handles one event: its reader takes it over when the method ends. */
  CAPTURE,
  /**
   * An appender that rewrites: its method ends with another event in the place of its parameter,
   * and that one is taken over instead. If the method throws, that is the second argument.
   */
  REWRITE,
  /**
   * The method writes to a console, maybe on a thread of its own: what is printed is a log line.
   */
  OUTPUT,
  /** An appender of ours starts in the program: the agent leaves that framework to it. */
  OWN_APPENDER_STARTS,
  /** It stops: the agent takes over again. */
  OWN_APPENDER_STOPS
}
