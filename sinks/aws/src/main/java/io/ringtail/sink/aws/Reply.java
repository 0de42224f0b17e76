package io.ringtail.sink.aws;

import io.ringtail.sink.Outcome;

/** What came of a call. */
public sealed interface Reply permits Answer, Reply.NoAnswer {
  /**
   * There was none: no credentials, or no connection.
   *
   * @param why what it means for the records
   */
  record NoAnswer(Outcome.RetryLater why) implements Reply {}
}
