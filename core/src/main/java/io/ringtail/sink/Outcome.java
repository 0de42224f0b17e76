package io.ringtail.sink;

import io.ringtail.telemetry.DropReason;

/** What a destination made of one record. */
public sealed interface Outcome {
  /** It has it. */
  record Accepted() implements Outcome {}

  /**
   * Not now: the record stays with us and is sent again.
   *
   * @param cause how to go on
   * @param detail what the destination said, for people
   */
  record RetryLater(RetryCause cause, String detail) implements Outcome {}

  /**
   * Never: sending it again would change nothing.
   *
   * @param reason why
   * @param detail what the destination said, for people
   */
  record Rejected(DropReason reason, String detail) implements Outcome {}

  Outcome ACCEPTED = new Accepted();
}
