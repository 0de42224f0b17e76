package io.ringtail.sink.aws;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Errors that every service of AWS has, and that no record is to blame for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public final class CommonErrors {
  private static final Set<String> THROTTLES =
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

  private static final Set<String> OUTAGES =
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

  private static final Set<String> STALE =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidClientTokenId",
          "UnrecognizedClientException");

  private static final Set<String> CLOCK_ERRORS =
      Set.of(
          "AuthFailure",
          "InvalidSignatureException",
          "RequestExpired",
          "RequestInTheFuture",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch");

  private static final Set<String> DENIALS =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "IncompleteSignature",
          "IncompleteSignatureException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException",
          "NotAuthorized",
          "OptInRequired");

  /** Of the request as a whole. */
  private static final Set<String> WRONG_SERVICE =
      Set.of("InvalidAction", "MissingAction", "UnknownOperationException");

  private CommonErrors() {}

  /** Why all is to be sent later, unchanged; null where {@code answer} is none of these errors. */
  public static Outcome.@Nullable RetryLater later(Answer answer) {
    if (WRONG_SERVICE.contains(answer.error())) {
      return wholeRefused(answer);
    }
    RetryCause cause = causeOf(answer);
    return cause == null ? null : new Outcome.RetryLater(cause, answer.text());
  }

  /** Something is wrong that concerns every request alike. */
  public static Outcome.RetryLater wholeRefused(Answer answer) {
    return new Outcome.RetryLater(
        RetryCause.DENIED, "the request as a whole is refused: " + answer.text());
  }

  /** No service has said this, but something between, or something else. */
  public static Outcome.RetryLater foreign(Answer answer, AwsService service) {
    return new Outcome.RetryLater(
        RetryCause.DENIED,
        answer.text() + ", which is no answer of " + service.id() + ": is the endpoint right?");
  }

  /** Whether other credentials may help. */
  static boolean isStale(Answer answer) {
    return STALE.contains(answer.error());
  }

  /** Whether a wrong time in the signature may be the reason. */
  static boolean mayBeClock(Answer answer) {
    return CLOCK_ERRORS.contains(answer.error());
  }

  /** What the name of an error alone says; null for a service's own. */
  public static @Nullable RetryCause causeOf(String error) {
    if (THROTTLES.contains(error)) {
      return RetryCause.THROTTLED;
    }
    if (STALE.contains(error) || DENIALS.contains(error) || CLOCK_ERRORS.contains(error)) {
      return RetryCause.DENIED;
    }
    return OUTAGES.contains(error) ? RetryCause.UNAVAILABLE : null;
  }

  static @Nullable RetryCause causeOf(Answer answer) {
    int status = answer.status();
    RetryCause named = answer.isSuccess() || status == 429 ? null : causeOf(answer.error());
    if (answer.isSuccess() || named != null) {
      return named;
    }
    if (status == 429) {
      return RetryCause.THROTTLED;
    }
    if (status >= 500 || status == 408) {
      return RetryCause.UNAVAILABLE;
    }
    return status == 401 || status == 403 || status == 407 ? RetryCause.DENIED : null;
  }
}
