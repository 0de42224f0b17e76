package io.ringtail.node.config;

import java.util.List;

/**
 * Where entries go. The templates know the placeholders of RINGTAIL_LOG_GROUP and, beside them,
 * {@link #PLACEHOLDERS}; they are legal, once they stand here.
 *
 * @param sinks the names of the sinks; empty: all of them
 */
public record RouteConfig(
    String name, Selector when, String logGroup, String logStream, List<String> sinks) {
  public RouteConfig {
    sinks = List.copyOf(sinks);
  }

  /** To all sinks. */
  public RouteConfig(String name, Selector when, String logGroup, String logStream) {
    this(name, when, logGroup, logStream, List.of());
  }

  /** Whether entries go to this sink. */
  public boolean goesTo(String sink) {
    return sinks.isEmpty() || sinks.contains(sink);
  }

  /** The name of the last route, which takes what no other wants. */
  public static final String UNROUTED = "unrouted";

  /** The placeholders beside those of RINGTAIL_LOG_GROUP. */
  public static final List<String> PLACEHOLDERS = List.of("tag", "source", "stream", "unit");
}
