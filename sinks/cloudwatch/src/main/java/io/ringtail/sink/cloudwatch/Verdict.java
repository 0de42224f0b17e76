package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.RetryCause;
import java.util.Set;

/** What an answer means for us. */
sealed interface Verdict {
  /** Done; a PutLogEvents may still have left out some events. */
  record Done(RejectedEvents rejected) implements Verdict {}

  /** The log group or the log stream is not there. */
  record Missing(String detail) implements Verdict {
    /** Whether it is the group that is missing. */
    boolean isGroup() {
      return detail.contains("log group");
    }
  }

  /** What was to be created is there already. */
  record Exists() implements Verdict {}

  /** Later, unchanged. */
  record NotNow(RetryCause cause, String detail) implements Verdict {}

  /** Something in the events is wrong: never again unchanged. */
  record BadContent(String detail) implements Verdict {}

  /** At once, with other credentials if there are any. */
  record StaleCredentials(String detail) implements Verdict {}

  /** At once; the fault was in a token that we do not send. */
  record Again(String detail) implements Verdict {}

  Set<String> THROTTLES =
      Set.of(
          "BandwidthLimitExceeded",
          "EC2ThrottledException",
          "LimitExceededException",
          "PriorRequestNotComplete",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "RequestThrottled",
          "RequestThrottledException",
          "SlowDown",
          "ThrottledException",
          "Throttling",
          "ThrottlingException",
          "TooManyRequestsException",
          "TransactionInProgressException");

  Set<String> OUTAGES =
      Set.of(
          "InternalFailure",
          "InternalServerError",
          "InternalServerException",
          "InternalServiceError",
          "OperationAbortedException",
          "RequestTimeout",
          "RequestTimeoutException",
          "ServiceUnavailable",
          "ServiceUnavailableException");

  Set<String> STALE =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "UnrecognizedClientException");

  Set<String> CLOCK_ERRORS =
      Set.of(
          "AuthFailure",
          "InvalidSignatureException",
          "RequestExpired",
          "RequestInTheFuture",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch");

  Set<String> DENIALS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "NotAuthorized",
          "OptInRequired");

  /** Of the request as a whole: no event in it can be to blame. */
  Set<String> WRONG_SERVICE = Set.of("InvalidAction", "MissingAction", "UnknownOperationException");

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html">Common
   *     errors</a>
   */
  static Verdict of(Answer answer) {
    if (answer.isSuccess()) {
      return new Done(answer.rejected());
    }
    String error = answer.error();
    String text = answer.text();
    return switch (error) {
      case "ResourceNotFoundException" -> new Missing(text);
      case "ResourceAlreadyExistsException" -> new Exists();
      case "DataAlreadyAcceptedException" -> new Done(RejectedEvents.NONE);
      case "InvalidSequenceTokenException" -> new Again(text);
      default -> ofOther(answer, error, text);
    };
  }

  private static Verdict ofOther(Answer answer, String error, String text) {
    int status = answer.status();
    if (THROTTLES.contains(error) || status == 429) {
      return new NotNow(RetryCause.THROTTLED, text);
    }
    if (STALE.contains(error)) {
      return new StaleCredentials(text);
    }
    if (DENIALS.contains(error) || CLOCK_ERRORS.contains(error)) {
      return new NotNow(RetryCause.DENIED, text);
    }
    if (OUTAGES.contains(error) || status >= 500 || status == 408) {
      return new NotNow(RetryCause.UNAVAILABLE, text);
    }
    if (status == 401 || status == 403 || status == 407) {
      return new NotNow(RetryCause.DENIED, text);
    }
    if (isAboutWhole(answer)) {
      return new NotNow(RetryCause.DENIED, "the request as a whole is refused: " + text);
    }
    if (error.isEmpty() && status != 400 && status != 413) {
      return new NotNow(
          RetryCause.DENIED,
          text + ", which is no answer of CloudWatch Logs: is the endpoint right?");
    }
    return new BadContent(text);
  }

  private static boolean isAboutWhole(Answer answer) {
    String message = answer.message();
    boolean namesDestination =
        message.contains("logGroupName") || message.contains("logStreamName");
    // A complaint about an event may quote it, and an event may contain anything.
    return WRONG_SERVICE.contains(answer.error())
        || (namesDestination && !message.contains("logEvents"));
  }
}
