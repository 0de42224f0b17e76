package io.ringtail.console.store;

/**
 * One event as it is kept.
 *
 * @param logStreamName the stream that it was put into
 * @param timestampMillis the sender's time, since the epoch
 * @param ingestionTimeMillis when the console accepted it, since the epoch
 * @param eventId unique in the store; rises with timestamp, then arrival
 */
public record StoredEvent(
    String logStreamName,
    long timestampMillis,
    long ingestionTimeMillis,
    String message,
    String eventId) {}
