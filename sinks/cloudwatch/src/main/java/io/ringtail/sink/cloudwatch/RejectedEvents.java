package io.ringtail.sink.cloudwatch;

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
}
