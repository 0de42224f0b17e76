package io.ringtail.console.stats;

import io.ringtail.console.store.StoreUsage;
import java.util.Map;

/**
 * The counts since start or reset.
 *
 * @param requests by operation, then by outcome: {@code ok}, the type of an error, or {@code hung},
 *     {@code droppedBeforeStore}, {@code droppedAfterStore}
 * @param acceptedEvents events stored by PutLogEvents
 * @param acceptedBytes UTF-8 bytes of their messages
 * @param rejectedEvents events dropped within a successful answer, by {@code tooOld}, {@code
 *     tooNew}, {@code expired}
 * @param store what is held, and evictions
 * @param faults faults committed, by kind
 * @param connections client sockets from which requests came
 */
public record ConsoleStats(
    Map<String, Map<String, Long>> requests,
    long acceptedEvents,
    long acceptedBytes,
    Map<String, Long> rejectedEvents,
    StoreUsage store,
    Map<String, Long> faults,
    long connections) {

  /** Requests of this operation that ended so. */
  public long requests(String operation, String outcome) {
    return requests.getOrDefault(operation, Map.of()).getOrDefault(outcome, 0L);
  }

  /** Requests of this operation, however they ended. */
  public long requests(String operation) {
    return requests.getOrDefault(operation, Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
