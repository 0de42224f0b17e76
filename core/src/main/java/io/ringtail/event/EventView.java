package io.ringtail.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an encoder sees of a log event.
 *
 * <p>Threading: read by the consumer alone, and only during the call that hands the view over: the
 * slot behind it is used again.
 */
public interface EventView {
  /** Seconds since 1970-01-01T00:00:00Z. */
  long epochSecond();

  /** Nanoseconds within the second, 0 to 999,999,999. */
  int nanoOfSecond();

  Level level();

  String logger();

  String thread();

  String message();

  /** Bytes that the message lost before it entered the ring; 0 as a rule. */
  int cutBytes();

  /** The mapped diagnostic context; empty where there is none. Values may be null. */
  Map<String, String> mdc();

  /**
   * Key-value pairs, key and value in turn; null where there are none. Values are null, String,
   * Boolean or immutable Number.
   */
  @Nullable Object @Nullable [] keyValues();

  String @Nullable [] markers();

  @Nullable Thrown thrown();

  /** Whether the program has printed the message itself, to its stdout or stderr. */
  default boolean isPrinted() {
    return false;
  }

  /** Where the program logged; null unless caller data was asked for. */
  @Nullable StackTraceElement caller();

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  default long epochMillis() {
    return epochSecond() * 1_000 + nanoOfSecond() / 1_000_000;
  }
}
