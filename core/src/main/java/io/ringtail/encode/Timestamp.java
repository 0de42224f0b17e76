package io.ringtail.encode;

import java.nio.charset.StandardCharsets;

/**
 * Writes RFC 3339 times with nine digits: {@code 2026-11-20T22:00:00.123456789Z}.
 *
 * <p>Threading: one thread. Allocates: nothing.
 */
public final class Timestamp {
  private static final int SECONDS_PER_DAY = 86_400;
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
    setDay(Math.floorDiv(legal, SECONDS_PER_DAY));
    int second = Math.floorMod(legal, SECONDS_PER_DAY);
    digits(11, 2, second / 3600);
    digits(14, 2, second / 60 % 60);
    digits(17, 2, second % 60);
    textSecond = epochSecond;
  }

  /**
   * By hand, as java.time would: that is twenty classes more while a program starts.
   *
   * @see <a href="https://howardhinnant.github.io/date_algorithms.html#civil_from_days">the
   *     algorithm</a>
   */
  private void setDay(long epochDay) {
    // Years begin in March here, so that the leap day is a year's last.
    int day = (int) (epochDay + 719_468);
    int era = Math.floorDiv(day, 146_097);
    int dayOfEra = day - era * 146_097;
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int month = (5 * dayOfYear + 2) / 153;
    digits(8, 2, dayOfYear - (153 * month + 2) / 5 + 1);
    digits(5, 2, month < 10 ? month + 3 : month - 9);
    digits(0, 4, yearOfEra + era * 400 + (month < 10 ? 0 : 1));
  }

  private void digits(int start, int count, int value) {
    int rest = value;
    for (int i = start + count - 1; i >= start; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
