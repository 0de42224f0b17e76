package io.ringtail.sink.firehose;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.Answer;
import io.ringtail.sink.aws.CommonErrors;
import io.ringtail.sink.aws.EntryResults.EntryError;
import io.ringtail.sink.aws.PutResult;

/**
 * What an error of PutRecordBatch means for the records.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html">PutRecordBatch,
 *     Errors; ErrorCode of PutRecordBatchResponseEntry</a>
 */
final class FirehoseErrors {
  /** Of some records, as a rule; of a whole request, the service itself may be in trouble. */
  private static final String QUOTA_REACHED = "ServiceUnavailableException";

  private FirehoseErrors() {}

  /** A request that was refused as a whole. */
  static PutResult ofRequest(Answer answer) {
    return switch (answer.error()) {
      case "ResourceNotFoundException" ->
          notNow(RetryCause.DENIED, "there is no such stream, create it: " + answer.text());
      case QUOTA_REACHED -> notNow(RetryCause.THROTTLED, answer.text());
      case "InvalidKMSResourceException", "InvalidSourceException" ->
          notNow(RetryCause.DENIED, answer.text());
      default -> ofOther(answer);
    };
  }

  /** An entry of a request that was taken. */
  static Outcome ofEntry(EntryError error) {
    if (error.code().equals(QUOTA_REACHED)) {
      return new Outcome.RetryLater(RetryCause.CROWDED, error.text());
    }
    RetryCause cause = CommonErrors.causeOf(error.code());
    // A code that is not known may be one of tomorrow: nothing is given up for it.
    return new Outcome.RetryLater(cause == null ? RetryCause.UNAVAILABLE : cause, error.text());
  }

  private static PutResult ofOther(Answer answer) {
    Outcome.RetryLater later = CommonErrors.later(answer);
    if (later != null) {
      return new PutResult.NotNow(later);
    }
    if (answer.message().contains("eliveryStreamName")) {
      return new PutResult.NotNow(CommonErrors.wholeRefused(answer));
    }
    if (answer.error().isEmpty() && answer.status() != 400 && answer.status() != 413) {
      return new PutResult.NotNow(CommonErrors.foreign(answer, FirehoseSink.SERVICE));
    }
    return new PutResult.BadContent(answer.text());
  }

  private static PutResult notNow(RetryCause cause, String detail) {
    return new PutResult.NotNow(new Outcome.RetryLater(cause, detail));
  }
}
