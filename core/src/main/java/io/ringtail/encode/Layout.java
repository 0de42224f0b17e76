package io.ringtail.encode;

import io.ringtail.event.EventView;

/** The names and the order in which one format writes the parts of an event. */
interface Layout {
  void write(EventView event, long seq, Parts parts);
}
