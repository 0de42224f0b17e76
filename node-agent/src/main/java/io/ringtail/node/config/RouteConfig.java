package io.ringtail.node.config;

import java.util.List;

/**
 * Where entries go. The templates know the placeholders of RINGTAIL_LOG_GROUP and, beside them,
 * {@link #PLACEHOLDERS}; they are legal, once they stand here.
 */
public record RouteConfig(String name, Selector when, String logGroup, String logStream) {
  /** The name of the last route, which takes what no other wants. */
  public static final String UNROUTED = "unrouted";

  /** The placeholders beside those of RINGTAIL_LOG_GROUP. */
  public static final List<String> PLACEHOLDERS = List.of("tag", "source", "stream", "unit");
}
