package io.ringtail.console.logs;

import io.ringtail.console.store.EventBuffer;
import io.ringtail.console.store.EventStore;

/**
 * What a batch must fulfil as a whole.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html">PutLogEvents</a>
 */
final class BatchLimits {
  static final int MAX_EVENTS = 10_000;
  static final int MAX_BYTES = 1_048_576;
  static final int OVERHEAD_BYTES_PER_EVENT = 26;

  private BatchLimits() {}

  static void check(EventBuffer events) {
    int count = events.count();
    if (count == 0) {
      throw length("[]", "logEvents", "greater than or equal to 1");
    }
    if (count > MAX_EVENTS) {
      throw length("[" + count + " events]", "logEvents", "less than or equal to " + MAX_EVENTS);
    }
    for (int i = 0; i < count; i++) {
      checkEvent(events, i);
    }
    long bytes = events.totalMessageBytes() + (long) count * OVERHEAD_BYTES_PER_EVENT;
    if (bytes > MAX_BYTES) {
      throw ServiceError.invalidParameter(
              "Upload too large: " + bytes + " bytes exceeds limit of " + MAX_BYTES)
          .refused();
    }
    if (events.timestampMillis(count - 1) - events.timestampMillis(0)
        > EventStore.MAX_SPAN_MILLIS) {
      throw ServiceError.invalidParameter(
              "The batch of log events in a single PutLogEvents request cannot span more than 24"
                  + " hours.")
          .refused();
    }
  }

  private static void checkEvent(EventBuffer events, int index) {
    long timestampMillis = events.timestampMillis(index);
    String member = "logEvents." + (index + 1) + ".member.";
    if (timestampMillis < 0) {
      throw ServiceError.constraint(
              timestampMillis,
              member + "timestamp",
              "Member must have value greater than or equal to 0")
          .refused();
    }
    int messageBytes = events.messageBytes(index);
    if (messageBytes == 0) {
      throw length("", member + "message", "greater than or equal to 1");
    }
    if (messageBytes > MAX_BYTES - OVERHEAD_BYTES_PER_EVENT) {
      throw ServiceError.invalidParameter(
              "Log event too large: "
                  + (messageBytes + OVERHEAD_BYTES_PER_EVENT)
                  + " bytes exceeds limit of "
                  + MAX_BYTES)
          .refused();
    }
    if (index > 0 && timestampMillis < events.timestampMillis(index - 1)) {
      throw ServiceError.invalidParameter(
              "Log events in a single PutLogEvents request must be in chronological order.")
          .refused();
    }
  }

  private static RefusedException length(String value, String parameter, String bound) {
    return ServiceError.constraint(value, parameter, "Member must have length " + bound).refused();
  }
}
