package io.ringtail.sink.cloudwatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP.
 *
 * @param status the HTTP status
 * @param isJson whether the body is a JSON object, or empty
 * @param error the name of the error without its namespace; empty for none
 * @param message what the service says about it
 * @param rejected what a PutLogEvents did not take
 * @param serverTime of the Date header
 */
record Answer(
    int status,
    boolean isJson,
    String error,
    String message,
    RejectedEvents rejected,
    @Nullable Instant serverTime) {

  /** Whether this is the operation's own result. */
  boolean isSuccess() {
    return status / 100 == 2 && isJson;
  }

  /** For people, one line. */
  String text() {
    String name = error.isEmpty() ? "HTTP " + status : error;
    return message.isEmpty() ? name : name + ": " + message;
  }
}
