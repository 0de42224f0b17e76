package io.ringtail.encode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Writes RFC 3339 times with nine digits: {@code 2026-11-20T22:00:00.123456789Z}.
 *
 * <p>Threading: one thread. Allocates: only when the second changes.
 */
public final class Timestamp {
  private static final int NANOS_START = 20;
  private final byte[] text = "0000-00-00T00:00:00.000000000Z".getBytes(StandardCharsets.US_ASCII);
  private long textSecond = Long.MIN_VALUE;

  /** The text of that time, 30 ASCII bytes, valid until the next call. */
  public byte[] of(long epochSecond, int nanoOfSecond) {
    if (epochSecond != textSecond) {
      setSecond(epochSecond);
    }
    int rest = nanoOfSecond;
    for (int i = NANOS_START + 8; i >= NANOS_START; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return text;
  }

  private void setSecond(long epochSecond) {
    // Years of other than four digits have no such text; an event dated there is refused anyway.
    long legal = Math.max(-62_167_219_200L, Math.min(epochSecond, 253_402_300_799L));
    ZonedDateTime time = Instant.ofEpochSecond(legal).atZone(ZoneOffset.UTC);
    digits(0, 4, time.getYear());
    digits(5, 2, time.getMonthValue());
    digits(8, 2, time.getDayOfMonth());
    digits(11, 2, time.getHour());
    digits(14, 2, time.getMinute());
    digits(17, 2, time.getSecond());
    textSecond = epochSecond;
  }

  private void digits(int start, int count, int value) {
    int rest = value;
    for (int i = start + count - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
