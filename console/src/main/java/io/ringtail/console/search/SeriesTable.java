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

  private static final Series GONE =
      Series.of(new StreamId("", ""), Metadata.NONE, null, null, null, Shape.of(Map.of()));

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
    add(Series.of(stream, shared, level, std, event.level(), key.shape()));
    return number;
  }

  /** Gives an event's series the number it had; numbers between are of events that are gone. */
  synchronized void restore(int number, StreamId stream, LogEvent event, Shape shape) {
    while (size < number) {
      add(GONE);
    }
    if (size == number) {
      int known = numberOf(stream, event, shape);
      if (known < number) {
        add(all[known]);
      }
    }
  }

  /** Keeps a number from being given again. */
  synchronized void reserve(int numbers) {
    while (size < numbers) {
      add(GONE);
    }
  }

  private void add(Series series) {
    int number = size;
    if (number == all.length) {
      all = Arrays.copyOf(all, number * 2);
    }
    all[number] = series;
    size = number + 1;
  }

  int size() {
    return size;
  }

  Series at(int number) {
    return all[number];
  }
}
