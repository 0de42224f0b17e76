package io.ringtail.sink.cloudwatch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringtail.sink.Outcome;
import io.ringtail.sink.Outcomes;
import io.ringtail.sink.aws.ResultReader;
import io.ringtail.telemetry.DropReason;
import java.io.IOException;

/**
 * {@code rejectedLogEventsInfo}: events that PutLogEvents dropped although it answered 200.
 *
 * @param tooOldEnd events before this index are more than 14 days old; -1 for none
 * @param expiredEnd events before this index are older than the group's retention; -1 for none
 * @param tooNewStart events from this index on are more than 2 hours in the future; -1 for none
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_RejectedLogEventsInfo.html">RejectedLogEventsInfo</a>
 */
record RejectedEvents(int tooOldEnd, int expiredEnd, int tooNewStart) {
  static final RejectedEvents NONE = new RejectedEvents(-1, -1, -1);

  private static final String TOO_OLD = "more than 14 days old";
  private static final String EXPIRED = "older than the retention of the log group";
  private static final String TOO_NEW = "more than 2 hours in the future: is the clock right?";

  /** Sets the outcomes of those among the records {@code from} to {@code to} that were put. */
  void mark(int from, int to, Outcomes outcomes) {
    if (tooOldEnd > 0) {
      int end = Math.min(to, from + tooOldEnd);
      outcomes.set(from, end, new Outcome.Rejected(DropReason.TOO_OLD, TOO_OLD));
    }
    if (expiredEnd > 0) {
      int end = Math.min(to, from + expiredEnd);
      outcomes.set(from, end, new Outcome.Rejected(DropReason.EXPIRED, EXPIRED));
    }
    if (tooNewStart >= 0) {
      int start = Math.min(to, from + tooNewStart);
      outcomes.set(start, to, new Outcome.Rejected(DropReason.TOO_NEW, TOO_NEW));
    }
  }

  /** Finds it in an answer. */
  static final class Reader implements ResultReader {
    private RejectedEvents read = NONE;

    RejectedEvents read() {
      return read;
    }

    @Override
    public void read(String name, JsonParser parser) throws IOException {
      if (name.equals("rejectedLogEventsInfo") && parser.hasToken(JsonToken.START_OBJECT)) {
        read = readMembers(parser);
      } else {
        parser.skipChildren();
      }
    }

    private static RejectedEvents readMembers(JsonParser parser) throws IOException {
      int tooOldEnd = -1;
      int expiredEnd = -1;
      int tooNewStart = -1;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "tooOldLogEventEndIndex" -> tooOldEnd = parser.getValueAsInt(-1);
          case "expiredLogEventEndIndex" -> expiredEnd = parser.getValueAsInt(-1);
          case "tooNewLogEventStartIndex" -> tooNewStart = parser.getValueAsInt(-1);
          default -> parser.skipChildren();
        }
      }
      return new RejectedEvents(tooOldEnd, expiredEnd, tooNewStart);
    }
  }
}
