package io.ringtail.console.store;

import java.io.IOException;

/**
 * What is known of a block of packed events without reading it.
 *
 * @param arrival its number, rising in the order of acceptance
 * @param firstMillis timestamp of its first event
 * @param lastMillis timestamp of its last event
 * @param bytes what it is charged with against the store's bound
 * @param messageBytes UTF-8 bytes of its messages
 */
record Block(
    long arrival,
    int count,
    long firstMillis,
    long lastMillis,
    long ingestionTimeMillis,
    int bytes,
    int messageBytes,
    Content content) {

  /** Where the events of a block are. */
  @FunctionalInterface
  interface Content {
    /** The events, or none where they have been evicted since. */
    PackedEvents load() throws IOException;
  }

  static Block of(long arrival, PackedEvents events, long nowMillis, int bytes, Content content) {
    int count = events.count();
    return new Block(
        arrival,
        count,
        events.timestampMillis(0),
        events.timestampMillis(count - 1),
        nowMillis,
        bytes,
        events.messageBytes(),
        content);
  }
}
