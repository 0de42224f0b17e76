package io.ringtail.sink.aws;

import io.ringtail.sink.Outcome;

/** What came of putting some records of a batch. */
public sealed interface PutResult {
  /**
   * The service has looked at each record, and its outcome is set.
   *
   * @param accepted whether it took one at least
   */
  record Settled(boolean accepted) implements PutResult {}

  /** Something in the records is wrong, it does not say in which: never again unchanged. */
  record BadContent(String detail) implements PutResult {}

  /** None was taken, and none is to blame: later, unchanged. */
  record NotNow(Outcome.RetryLater why) implements PutResult {}
}
