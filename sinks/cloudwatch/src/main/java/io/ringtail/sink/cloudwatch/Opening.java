package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * What stands before an event's message, the end of the event before it included; of one length for
 * all times.
 *
 * <p>Threading: one thread.
 */
final class Opening {
  private static final String BETWEEN = "\"},";
  private static final String BEFORE_TIME = BETWEEN + "{\"timestamp\":";
  private static final String AFTER_TIME = ",\"message\":\"";

  /** Digits of the years 2001 to 2286; what is longer is refused by the service anyway. */
  private static final int TIME_CHARS = 13;

  private static final long MAX_MILLIS = 9_999_999_999_999L;
  private static final long MIN_MILLIS = -999_999_999_999L;

  /** What the first event of a request must not have before it. */
  static final int BETWEEN_BYTES = BETWEEN.length();

  static final int BYTES = BEFORE_TIME.length() + TIME_CHARS + AFTER_TIME.length();

  private static final byte[] TEXT =
      (BEFORE_TIME + " ".repeat(TIME_CHARS) + AFTER_TIME).getBytes(US_ASCII);

  private final byte[] text = TEXT.clone();
  private long millis;

  Opening() {
    setTime(0);
  }

  /** Writes the opening so that it ends at {@code end}. */
  void writeBefore(int end, long timeMillis, byte[] target) {
    if (timeMillis != millis) {
      setTime(timeMillis);
    }
    System.arraycopy(text, 0, target, end - BYTES, BYTES);
  }

  private void setTime(long timeMillis) {
    millis = timeMillis;
    long written = Math.max(MIN_MILLIS, Math.min(timeMillis, MAX_MILLIS));
    int begin = BEFORE_TIME.length();
    int at = begin + TIME_CHARS;
    long rest = Math.abs(written);
    do {
      text[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (written < 0) {
      text[--at] = '-';
    }
    // JSON allows spaces before a number.
    Arrays.fill(text, begin, at, (byte) ' ');
  }
}
