package io.ringtail.agent.hook;

/**
 * A logging framework, in the order in which bridges lead: an event of one may be logged again, by
 * a handler or an appender that bridges, through one that stands further down. Where both are seen
 * inside one call, the one further down has the event as it really is, and the other is left out.
 */
public enum Framework {
  JUL,
  JBOSS,
  LOG4J1,
  LOG4J2,
  LOGBACK;

  public int rank() {
    return ordinal();
  }
}
