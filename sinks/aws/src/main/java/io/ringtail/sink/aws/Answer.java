package io.ringtail.sink.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came back over HTTP.
 *
 * @param status the HTTP status
 * @param isJson whether the body is a JSON object, or empty
 * @param error the name of the error without its namespace; empty for none
 * @param message what the service says about it
 * @param date the Date header
 * @param repeated whether the request was sent once before, without an answer: the service may have
 *     done then what it was asked for
 */
public record Answer(
    int status,
    boolean isJson,
    String error,
    String message,
    @Nullable String date,
    boolean repeated)
    implements Reply {

  /** The same, to a request that was sent before. */
  Answer asRepeated() {
    return new Answer(status, isJson, error, message, date, true);
  }

  /** Whether this is the operation's own result. */
  public boolean isSuccess() {
    return status / 100 == 2 && isJson;
  }

  /** The time at which the service answered; null where it does not say. */
  @Nullable Instant serverTime() {
    return HttpDate.parse(date);
  }

  /** For people, one line. */
  public String text() {
    String name = error.isEmpty() ? "HTTP " + status : error;
    return message.isEmpty() ? name : name + ": " + message;
  }
}
