package io.ringtail.console.search;

/**
 * What is gathered of the events that match.
 *
 * <p>Threading: one thread each, then merged.
 */
interface Tally<T extends Tally<T>> {
  /** An event: its timestamp, the number of its series and its position. */
  void take(long millis, int series, long position);

  void merge(T other);
}
