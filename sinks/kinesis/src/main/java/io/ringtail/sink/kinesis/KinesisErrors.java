package io.ringtail.sink.kinesis;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.Answer;
import io.ringtail.sink.aws.CommonErrors;
import io.ringtail.sink.aws.EntryResults.EntryError;
import io.ringtail.sink.aws.PutResult;
import java.util.Set;

/**
 * What an error of PutRecords means for the records.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords,
 *     Errors; ErrorCode of PutRecordsResultEntry</a>
 */
final class KinesisErrors {
  private static final Set<String> KEY_DENIALS =
      Set.of(
          "KMSAccessDeniedException",
          "KMSDisabledException",
          "KMSInvalidStateException",
          "KMSNotFoundException",
          "KMSOptInRequired");

  private KinesisErrors() {}

  /** A request that was refused as a whole. */
  static PutResult ofRequest(Answer answer) {
    String error = answer.error();
    if (error.equals("ResourceNotFoundException")) {
      return notNow(RetryCause.DENIED, "there is no such stream, create it: " + answer.text());
    }
    if (error.equals("ProvisionedThroughputExceededException")) {
      return notNow(RetryCause.CROWDED, answer.text());
    }
    if (error.equals("KMSThrottlingException")) {
      return notNow(RetryCause.THROTTLED, answer.text());
    }
    if (KEY_DENIALS.contains(error)) {
      return notNow(RetryCause.DENIED, answer.text());
    }
    Outcome.RetryLater later = CommonErrors.later(answer);
    if (later != null) {
      return new PutResult.NotNow(later);
    }
    // Of what records hold, it can only complain about their size.
    if (answer.message().contains("treamName") || answer.message().contains("artitionKey")) {
      return new PutResult.NotNow(CommonErrors.wholeRefused(answer));
    }
    if (error.isEmpty() && answer.status() != 400 && answer.status() != 413) {
      return new PutResult.NotNow(CommonErrors.foreign(answer, KinesisSink.SERVICE));
    }
    return new PutResult.BadContent(answer.text());
  }

  /** An entry of a request that was taken. */
  static Outcome ofEntry(EntryError error) {
    // One shard is full, the others are not.
    if (error.code().equals("ProvisionedThroughputExceededException")) {
      return new Outcome.RetryLater(RetryCause.CROWDED, error.text());
    }
    RetryCause cause =
        KEY_DENIALS.contains(error.code()) ? RetryCause.DENIED : CommonErrors.causeOf(error.code());
    // A code that is not known may be one of tomorrow: nothing is given up for it.
    return new Outcome.RetryLater(cause == null ? RetryCause.UNAVAILABLE : cause, error.text());
  }

  private static PutResult notNow(RetryCause cause, String detail) {
    return new PutResult.NotNow(new Outcome.RetryLater(cause, detail));
  }
}
