package io.ringtail.encode;

import io.ringtail.event.EventView;

/**
 * A part of a record: the names and the order in which one format writes some of an event.
 *
 * <p>A record is written by several: more kinds than a compiler follows through one call, so that
 * the JVM compiles each by itself, once. One method for all of a record it takes into each of its
 * callers in turn, which costs a program that has just started more than its first 500,000 events.
 * For the same reason they are classes: a lambda is a second method around each.
 */
interface Layout {
  void write(EventView event, long seq, Parts parts);
}
