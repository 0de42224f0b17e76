package io.ringtail.console.cli.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to be written.
 *
 * @param id empty where the source gives none
 * @param std stdout or stderr
 * @param stack the stack trace, where it stands beside the message
 * @param raw the event as it was stored; empty where only its parts are known
 * @param isJson whether {@code raw} is a JSON object
 */
public record Line(
    String id,
    long timeMillis,
    long ingestedMillis,
    String group,
    String logStream,
    @Nullable String level,
    @Nullable String std,
    @Nullable String namespace,
    @Nullable String pod,
    @Nullable String container,
    @Nullable String logger,
    String message,
    @Nullable String stack,
    String raw,
    boolean isJson) {

  /** The pod, or what comes next to it. */
  public String source() {
    return pod == null ? logStream : pod;
  }

  Instant time() {
    return Instant.ofEpochMilli(timeMillis);
  }
}
