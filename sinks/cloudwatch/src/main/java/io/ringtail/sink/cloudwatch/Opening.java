package io.ringtail.sink.cloudwatch;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

  private final byte[] text =
      (BEFORE_TIME + " ".repeat(TIME_CHARS) + AFTER_TIME).getBytes(US_ASCII);
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
    byte[] digits = Long.toString(written).getBytes(US_ASCII);
    // JSON allows spaces before a number.
    int padding = TIME_CHARS - digits.length;
    for (int i = 0; i < TIME_CHARS; i++) {
      text[BEFORE_TIME.length() + i] = i < padding ? (byte) ' ' : digits[i - padding];
    }
  }
}
