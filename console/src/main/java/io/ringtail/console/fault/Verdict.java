package io.ringtail.console.fault;

import io.ringtail.console.logs.ServiceError;

/**
 * What becomes of a request.
 *
 * @param delayMillis before anything else
 */
public record Verdict(long delayMillis, Outcome outcome) {

  /** How a request ends. */
  public sealed interface Outcome {}

  /** Carried out and answered. */
  public record Proceed() implements Outcome {}

  /** Answered with an error, not carried out. */
  public record Refuse(ServiceError error) implements Outcome {}

  /** Never answered. */
  public record Hang() implements Outcome {}

  /** Carried out or not, the connection is closed without an answer. */
  public record Drop(boolean afterStore) implements Outcome {}
}
