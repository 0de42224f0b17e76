package io.ringtail.sink.cloudwatch;

import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.RetryCause;
import io.ringtail.sink.aws.Answer;
import io.ringtail.sink.aws.CommonErrors;
import io.ringtail.sink.aws.PutResult;

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

  /**
   * What was to be created is there already.
   *
   * @param repeated whether an earlier request of this call had no answer, and may have created it
   */
  record Exists(boolean repeated) implements Verdict {}

  /** Later, unchanged. */
  record NotNow(RetryCause cause, String detail) implements Verdict {
    NotNow(Outcome.RetryLater later) {
      this(later.cause(), later.detail());
    }
  }

  /** Something in the events is wrong: never again unchanged. */
  record BadContent(String detail) implements Verdict {}

  /** At once; the fault was in a token that we do not send. */
  record Again(String detail) implements Verdict {
    NotNow settled() {
      return new NotNow(RetryCause.UNAVAILABLE, detail);
    }
  }

  /** The same for the records {@code from} to {@code to} of a put. */
  default PutResult result(int from, int to, Outcomes outcomes) {
    if (this instanceof Done done) {
      outcomes.set(from, to, Outcome.ACCEPTED);
      done.rejected().mark(from, to, outcomes);
      return new PutResult.Settled(true);
    }
    if (this instanceof BadContent bad) {
      return new PutResult.BadContent(bad.detail());
    }
    return new PutResult.NotNow(
        this instanceof NotNow notNow
            ? new Outcome.RetryLater(notNow.cause(), notNow.detail())
            : new Outcome.RetryLater(RetryCause.UNAVAILABLE, toString()));
  }

  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/CommonErrors.html">Common
   *     errors</a>
   */
  static Verdict of(Answer answer, RejectedEvents rejected) {
    if (answer.isSuccess()) {
      return new Done(rejected);
    }
    String text = answer.text();
    return switch (answer.error()) {
      case "ResourceNotFoundException" -> new Missing(text);
      case "ResourceAlreadyExistsException" -> new Exists(answer.repeated());
      case "DataAlreadyAcceptedException" -> new Done(RejectedEvents.NONE);
      case "InvalidSequenceTokenException" -> new Again(text);
      default -> ofOther(answer);
    };
  }

  private static Verdict ofOther(Answer answer) {
    Outcome.RetryLater later = CommonErrors.later(answer);
    if (later != null) {
      return new NotNow(later);
    }
    if (isAboutWhole(answer.message())) {
      return new NotNow(CommonErrors.wholeRefused(answer));
    }
    int status = answer.status();
    if (answer.error().isEmpty() && status != 400 && status != 413) {
      return new NotNow(CommonErrors.foreign(answer, LogsService.SERVICE));
    }
    return new BadContent(answer.text());
  }

  /** No event can be to blame. */
  private static boolean isAboutWhole(String message) {
    boolean namesDestination =
        message.contains("logGroupName") || message.contains("logStreamName");
    // A complaint about an event may quote it, and an event may contain anything.
    return namesDestination && !message.contains("logEvents");
  }
}
