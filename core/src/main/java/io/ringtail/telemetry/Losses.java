package io.ringtail.telemetry;

import java.util.Map;

/**
 * The events given up since the last report.
 *
 * @param byReason counts, in the order in which a pipeline meets the reasons; never empty
 * @param byLevel counts by level name, highest level first
 * @param firstMillis the time of the earliest of them, epoch milliseconds
 * @param lastMillis the time of the latest of them
 */
public record Losses(
    Map<DropReason, Long> byReason, Map<String, Long> byLevel, long firstMillis, long lastMillis) {

  /** Those that were lost before they got a number. */
  public long unnumbered() {
    return byReason.entrySet().stream()
        .filter(entry -> entry.getKey().isBeforeNumbering())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  public long total() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
