package io.ringtail.bench.subject;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an appender is told.
 *
 * @param endpoint where CloudWatch Logs answers; null where the appender does not send there
 * @param file what LOGSTASH_FILE writes
 * @param queueSlots places in the queue of appenders that have a fixed one; 0: their default
 * @param lossless whether a full queue makes the caller wait, or the queue grow, where the appender
 *     can do either; false: its default
 * @param ringtail Ringtail's options, in Logback's spelling
 */
public record SubjectOptions(
    @Nullable URI endpoint,
    Path file,
    int queueSlots,
    boolean lossless,
    Map<String, String> ringtail) {
  /** Log group of all appenders. */
  public static final String GROUP = "bench";

  /** Log stream of all appenders. */
  public static final String STREAM = "sender";

  static final String REGION = "us-east-1";

  public SubjectOptions {
    ringtail = Map.copyOf(ringtail);
  }
}
