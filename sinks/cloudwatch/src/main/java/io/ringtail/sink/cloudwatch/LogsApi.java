package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.aws.Answer;
import io.ringtail.sink.aws.AwsApi;
import io.ringtail.sink.aws.AwsEndpoint;
import io.ringtail.sink.aws.Reply;
import io.ringtail.sink.aws.RequestBody;
import io.ringtail.sink.aws.ResultReader;
import io.ringtail.telemetry.Notices;
import java.time.Clock;

/**
 * Calls an operation until there is a verdict.
 *
 * <p>Threading: safe.
 */
final class LogsApi implements AutoCloseable {
  /** A fault in a token that we do not send goes away at once. */
  private static final int MAX_CALLS = 6;

  private final AwsApi api;

  LogsApi(AwsEndpoint endpoint, Clock clock, Notices notices) {
    this.api = new AwsApi(LogsService.SERVICE, endpoint, clock, notices);
  }

  /**
   * @param operation for example {@code PutLogEvents}
   */
  Verdict call(String operation, RequestBody body) {
    Verdict verdict = callOnce(operation, body);
    for (int calls = 1; calls < MAX_CALLS && verdict instanceof Verdict.Again; calls++) {
      verdict = callOnce(operation, body);
    }
    return verdict instanceof Verdict.Again again ? again.settled() : verdict;
  }

  /**
   * Calls an operation that only tells something.
   *
   * @param result given what it tells
   */
  Verdict call(String operation, RequestBody body, ResultReader result) {
    Reply reply = api.call(operation, body, result);
    return reply instanceof Answer answer
        ? Verdict.of(answer, RejectedEvents.NONE)
        : new Verdict.NotNow(((Reply.NoAnswer) reply).why());
  }

  /** The service's time, epoch milliseconds. */
  long serviceMillis() {
    return api.serviceTime().toEpochMilli();
  }

  @Override
  public void close() {
    api.close();
  }

  private Verdict callOnce(String operation, RequestBody body) {
    RejectedEvents.Reader rejected = new RejectedEvents.Reader();
    Reply reply = api.call(operation, body, rejected);
    if (reply instanceof Answer answer) {
      return Verdict.of(answer, rejected.read());
    }
    return new Verdict.NotNow(((Reply.NoAnswer) reply).why());
  }
}
