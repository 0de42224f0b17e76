package io.ringtail.console.logs;

import io.ringtail.console.store.LogGroup;
import io.ringtail.console.store.LogStream;

/** Resource names as they would be in an account of zeros. */
final class Arns {
  private static final String PREFIX = "arn:aws:logs:us-east-1:000000000000:log-group:";

  private Arns() {}

  static String group(LogGroup group) {
    return PREFIX + group.name();
  }

  static String stream(LogStream stream) {
    return PREFIX + stream.id().group() + ":log-stream:" + stream.name();
  }
}
