package io.ringtail.console.search;

import io.ringtail.console.store.EventPosition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest events before a place, in a heap whose root is the oldest of them; and a count. */
final class TopTally implements Tally<TopTally> {
  private final int limit;
  private final @Nullable EventPosition before;
  private final long[] millis;
  private final long[] positions;
  private int size;
  private long total;

  TopTally(int limit, @Nullable EventPosition before) {
    this.limit = limit;
    this.before = before;
    this.millis = new long[limit];
    this.positions = new long[limit];
  }

  @Override
  public void take(long eventMillis, int series, long position) {
    total++;
    if (before != null && !isBefore(eventMillis, position)) {
      return;
    }
    offer(eventMillis, position);
  }

  private boolean isBefore(long eventMillis, long position) {
    EventPosition boundary = before;
    if (boundary == null || eventMillis != boundary.timestampMillis()) {
      return boundary == null || eventMillis < boundary.timestampMillis();
    }
    long arrival = Fields.arrival(position);
    return arrival != boundary.arrival()
        ? arrival < boundary.arrival()
        : Fields.index(position) < boundary.index();
  }

  private void offer(long eventMillis, long position) {
    if (size < limit) {
      int at = size++;
      while (at > 0
          && isOlder(eventMillis, position, millis[(at - 1) / 2], positions[(at - 1) / 2])) {
        move((at - 1) / 2, at);
        at = (at - 1) / 2;
      }
      set(at, eventMillis, position);
    } else if (limit > 0 && isOlder(millis[0], positions[0], eventMillis, position)) {
      sink(0, eventMillis, position);
    }
  }

  private void sink(int from, long eventMillis, long position) {
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size
          && isOlder(millis[child + 1], positions[child + 1], millis[child], positions[child])) {
        child++;
      }
      if (!isOlder(millis[child], positions[child], eventMillis, position)) {
        break;
      }
      move(child, at);
      at = child;
    }
    set(at, eventMillis, position);
  }

  private void move(int from, int to) {
    set(to, millis[from], positions[from]);
  }

  private void set(int at, long eventMillis, long position) {
    millis[at] = eventMillis;
    positions[at] = position;
  }

  private static boolean isOlder(long millis, long position, long otherMillis, long other) {
    return millis != otherMillis ? millis < otherMillis : position < other;
  }

  @Override
  public void merge(TopTally other) {
    total += other.total;
    for (int i = 0; i < other.size; i++) {
      offer(other.millis[i], other.positions[i]);
    }
  }

  long total() {
    return total;
  }

  /** The newest first. */
  List<EventPosition> newest() {
    List<EventPosition> found = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      found.add(
          new EventPosition(millis[i], Fields.arrival(positions[i]), Fields.index(positions[i])));
    }
    found.sort((one, other) -> other.compareTo(one));
    return found;
  }
}
