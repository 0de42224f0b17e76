package io.ringtail.console.search;

import io.ringtail.console.event.Leaf;
import io.ringtail.console.event.LogEvent;
import io.ringtail.console.event.Metadata;
import io.ringtail.console.store.StreamId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All series, by number. A number is never given twice.
 *
 * <p>Threading: safe; readers take no lock.
 */
final class SeriesTable {
  /** Beyond, events of a stream that differ only in their fields share a series. */
  static final int MAX_SHAPED = 50_000;

  /** What tells series apart. */
  record Key(
      StreamId stream,
      Metadata metadata,
      @Nullable String level,
      @Nullable String std,
      Shape shape) {}

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Metadata, Metadata> metadata = new HashMap<>();
  private final Map<Shape, Shape> shapes = new HashMap<>();
  private volatile Series[] all = new Series[64];
  private volatile int size;

  /** The number of the event's series, which is made where it is new. */
  synchronized int numberOf(StreamId stream, LogEvent event, Shape shape) {
    Shape kept = size < MAX_SHAPED ? shape : Shape.UNKNOWN;
    Leaf level = event.levelLeaf();
    Leaf std = event.stdLeaf();
    Metadata shared = metadata.computeIfAbsent(event.metadata(), given -> given);
    Key key =
        new Key(
            stream,
            shared,
            level == null ? null : level.name() + '=' + level.value(),
            std == null ? null : std.value(),
            shapes.computeIfAbsent(kept, given -> given));
    Integer known = numbers.get(key);
    if (known != null) {
      return known;
    }
    int number = size;
    numbers.put(key, number);
    if (number == all.length) {
      all = Arrays.copyOf(all, number * 2);
    }
    all[number] = Series.of(stream, shared, level, std, event.level(), key.shape());
    size = number + 1;
    return number;
  }

  int size() {
    return size;
  }

  Series at(int number) {
    return all[number];
  }

  synchronized void clear() {
    numbers.clear();
    metadata.clear();
    shapes.clear();
    size = 0;
    all = new Series[64];
  }
}
