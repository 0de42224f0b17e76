package io.ringtail.console.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.LogGroup;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Which events of a chronological batch are of an age that the service takes: not older than 14
 * days or the group's retention, not more than 2 h ahead. The rest is dropped, and told.
 *
 * @param tooOld how many events, from the first on, are older than 14 days
 * @param from first event that is taken
 * @param to end of the events that are taken
 * @param expired how many events, from the first on, are beyond the group's retention
 * @param count all events
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_RejectedLogEventsInfo.html">RejectedLogEventsInfo</a>
 */
record AcceptedWindow(int tooOld, int expired, int from, int to, int count) {
  static final long MAX_AGE_MILLIS = TimeUnit.DAYS.toMillis(14);
  static final long MAX_AHEAD_MILLIS = TimeUnit.HOURS.toMillis(2);

  static AcceptedWindow of(EventBuffer events, long nowMillis, int retentionDays) {
    int tooOld = countBefore(events, nowMillis - MAX_AGE_MILLIS);
    int expired =
        retentionDays == LogGroup.NO_RETENTION
            ? 0
            : countBefore(events, nowMillis - TimeUnit.DAYS.toMillis(retentionDays));
    int from = Math.max(tooOld, expired);
    int to = Math.max(from, countBefore(events, nowMillis + MAX_AHEAD_MILLIS + 1));
    return new AcceptedWindow(tooOld, expired, from, to, events.count());
  }

  void writeRejections(JsonGenerator out) throws IOException {
    if (from == 0 && to == count) {
      return;
    }
    out.writeObjectFieldStart("rejectedLogEventsInfo");
    if (tooOld > 0) {
      out.writeNumberField("tooOldLogEventEndIndex", tooOld);
    }
    if (to < count) {
      out.writeNumberField("tooNewLogEventStartIndex", to);
    }
    if (expired > 0) {
      out.writeNumberField("expiredLogEventEndIndex", expired);
    }
    out.writeEndObject();
  }

  private static int countBefore(EventBuffer events, long millis) {
    int count = 0;
    while (count < events.count() && events.timestampMillis(count) < millis) {
      count++;
    }
    return count;
  }
}
