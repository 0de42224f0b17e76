package io.ringtail.sink.s3;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What S3's errors mean for us. Nothing is ever given up: an object that cannot be uploaded stays
 * in its file, or its batch in memory.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Amazon S3,
 *     error responses</a>
 */
final class Failures {
  /** 503 means this whatever its code: S3 asks to reduce the request rate with it. */
  private static final Set<Integer> THROTTLE_STATUS = Set.of(429, 503);

  private static final Set<String> THROTTLES =
      Set.of(
          "SlowDown",
          "ServiceUnavailable",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TooManyRequests",
          "KMS.ThrottlingException");

  /** With these codes, a request that is refused as wrong was damaged, late or crossed another. */
  private static final Set<String> TRY_AGAIN =
      Set.of(
          "BadDigest",
          "InvalidDigest",
          "XAmzContentChecksumMismatch",
          "XAmzContentSHA256Mismatch",
          "IncompleteBody",
          "RequestTimeout",
          "OperationAborted",
          "ConditionalRequestConflict",
          "NoSuchUpload",
          "InvalidPart",
          "InternalError");

  /** Other credentials may help against these. */
  private static final Set<String> STALE =
      Set.of("ExpiredToken", "InvalidToken", "InvalidAccessKeyId", "TokenRefreshRequired");

  private Failures() {}

  static boolean isStaleCredentials(RuntimeException e) {
    String code = code(e);
    return code != null && STALE.contains(code);
  }

  static boolean isNoSuchUpload(RuntimeException e) {
    String code = code(e);
    return "NoSuchUpload".equals(code) || "InvalidPart".equals(code);
  }

  /**
   * @param what was tried, for people
   */
  static Outcome.RetryLater classify(String what, RuntimeException e) {
    if (e instanceof AwsServiceException answer) {
      String detail = what + ": " + describe(answer);
      return new Outcome.RetryLater(cause(answer), detail);
    }
    RetryCause cause = isCredentials(e) ? RetryCause.DENIED : RetryCause.UNAVAILABLE;
    return new Outcome.RetryLater(cause, what + ": " + rootMessage(e));
  }

  private static RetryCause cause(AwsServiceException answer) {
    String code = code(answer);
    int status = answer.statusCode();
    if (THROTTLE_STATUS.contains(status) || (code != null && THROTTLES.contains(code))) {
      return RetryCause.THROTTLED;
    }
    boolean passes =
        status >= 500
            || status == 408
            || (code != null && TRY_AGAIN.contains(code))
            || isChecksum(answer);
    // What is left is for people: no permission, no bucket, no key, an option that S3 refuses.
    return passes ? RetryCause.UNAVAILABLE : RetryCause.DENIED;
  }

  /** With codes that differ between S3 and what speaks like it. */
  private static boolean isChecksum(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details != null && String.valueOf(details.errorMessage()).contains("checksum");
  }

  private static String describe(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = code(answer);
    String message = details == null ? null : details.errorMessage();
    String text = "S3 answered " + answer.statusCode();
    if (code != null) {
      text += ' ' + code;
    }
    if (message != null) {
      text += ", " + message;
    }
    return text + hint(code, answer.statusCode());
  }

  private static String hint(@Nullable String code, int status) {
    if ("NoSuchBucket".equals(code)) {
      return "; RINGTAIL_S3_BUCKET must name a bucket that exists, Ringtail creates none";
    }
    if ("AccessDenied".equals(code)) {
      return "; the role needs s3:PutObject on the bucket's objects (s3:ListBucket and s3:GetObject"
          + " to read them again), and kms:GenerateDataKey and kms:Decrypt on the key where one is"
          + " used";
    }
    return status == 301 ? "; set AWS_REGION to the bucket's region" : "";
  }

  private static @Nullable String code(RuntimeException e) {
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? answer.awsErrorDetails().errorCode()
        : null;
  }

  private static boolean isCredentials(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("credentials") || e.getClass().getSimpleName().contains("Credentials");
  }

  private static String rootMessage(RuntimeException e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String own = e.getMessage() == null ? e.toString() : e.getMessage();
    return root == e || own.contains(String.valueOf(root.getMessage()))
        ? own
        : own + " (" + root + ")";
  }
}
