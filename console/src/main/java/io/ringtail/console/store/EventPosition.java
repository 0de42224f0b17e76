package io.ringtail.console.store;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place between two events, in the order in which events are read: timestamp, then arrival. An
 * event stands at its own position; what comes after it begins at {@link #next()}.
 *
 * @param timestampMillis since the epoch
 * @param arrival the number of the block that holds the event, unique in the store
 * @param index of the event in its block
 */
public record EventPosition(long timestampMillis, long arrival, int index)
    implements Comparable<EventPosition> {
  public static final EventPosition FIRST = new EventPosition(0, 0, 0);
  public static final EventPosition LAST = new EventPosition(Long.MAX_VALUE, Long.MAX_VALUE, 0);

  private static final int LONG_DIGITS = 19;
  private static final int ID_DIGITS = 56;

  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingLong(EventPosition::timestampMillis)
          .thenComparingLong(EventPosition::arrival)
          .thenComparingInt(EventPosition::index);

  /** Before all events of this or a later time. */
  public static EventPosition startOf(long timestampMillis) {
    return new EventPosition(timestampMillis, 0, 0);
  }

  public EventPosition next() {
    return new EventPosition(timestampMillis, arrival, index + 1);
  }

  /** The position of an event id, or null where the text is none. */
  public static @Nullable EventPosition parse(String eventId) {
    if (eventId.length() != ID_DIGITS || !eventId.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    try {
      return new EventPosition(
          Long.parseLong(eventId.substring(0, LONG_DIGITS)),
          Long.parseLong(eventId.substring(LONG_DIGITS, 2 * LONG_DIGITS)),
          Math.toIntExact(Long.parseLong(eventId.substring(2 * LONG_DIGITS))));
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      return null;
    }
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }

  /** 56 digits, as the service's event ids have. */
  public String eventId() {
    return String.format("%019d%019d%018d", timestampMillis, arrival, index);
  }
}
