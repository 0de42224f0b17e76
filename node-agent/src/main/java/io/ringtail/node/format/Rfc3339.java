package io.ringtail.node.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;

/**
 * Reads the times that container runtimes write: RFC 3339 with 0 to 9 digits of a second's fraction
 * (further ones are passed over) and any zone.
 *
 * <p>Nearly all times of a log share their minute with the one before, so the minute is computed
 * once and recognised by its 16 bytes.
 *
 * <p>Threading: one thread. Allocates: nothing but for a new minute.
 */
final class Rfc3339 {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** {@code 2026-11-20T22:00}. */
  private static final int MINUTE_BYTES = 16;

  /** {@code 2026-11-20T22:00:00Z}. */
  private static final int MIN_BYTES = MINUTE_BYTES + 4;

  private static final int NANO_DIGITS = 9;
  private static final int[] POWERS_OF_TEN = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private long epochSecond;
  private int nanoOfSecond;

  private long minuteHead;
  private long minuteTail;
  private long minuteEpochSecond;

  Rfc3339() {
    readMinute(Line.ascii("1970-01-01T00:00"), 0);
  }

  long epochSecond() {
    return epochSecond;
  }

  int nanoOfSecond() {
    return nanoOfSecond;
  }

  /**
   * Reads the time that begins at {@code from}.
   *
   * @return the index after it; -1 if there is none, and the time read before stays
   */
  int parse(byte[] bytes, int from, int to) {
    if (to - from < MIN_BYTES || !readMinute(bytes, from)) {
      return -1;
    }
    int at = from + MINUTE_BYTES;
    int second = bytes[at] == ':' ? twoDigits(bytes, at + 1) : -1;
    // 60: a leap second, told as the first second of the next minute.
    if (second < 0 || second > 60) {
      return -1;
    }
    at += 3;
    int nano = 0;
    if (bytes[at] == '.') {
      int digitsFrom = at + 1;
      at = digitsFrom;
      if (to - at > NANO_DIGITS) {
        nano = eightDigits((long) LONG.get(bytes, at));
        if (nano >= 0 && Line.isDigit(bytes[at + 8])) {
          nano = nano * 10 + bytes[at + 8] - '0';
          at += NANO_DIGITS;
        } else {
          nano = 0;
        }
      }
      while (at < to && Line.isDigit(bytes[at])) {
        if (at - digitsFrom < NANO_DIGITS) {
          nano = nano * 10 + bytes[at] - '0';
        }
        at++;
      }
      if (at == digitsFrom) {
        return -1;
      }
      nano *= POWERS_OF_TEN[Math.min(NANO_DIGITS, at - digitsFrom)];
    }
    if (at >= to) {
      return -1;
    }
    int offsetSeconds = 0;
    if (bytes[at] == 'Z') {
      at++;
    } else {
      offsetSeconds = offsetSeconds(bytes, at, to);
      if (offsetSeconds == Integer.MIN_VALUE) {
        return -1;
      }
      at += 6;
    }
    epochSecond = minuteEpochSecond + second - offsetSeconds;
    nanoOfSecond = nano;
    return at;
  }

  /** Whether there is a minute; then {@link #minuteEpochSecond} is it, as if in UTC. */
  private boolean readMinute(byte[] bytes, int from) {
    long head = (long) LONG.get(bytes, from);
    long tail = (long) LONG.get(bytes, from + 8);
    if (head == minuteHead && tail == minuteTail) {
      return true;
    }
    int century = twoDigits(bytes, from);
    int yearOfCentury = twoDigits(bytes, from + 2);
    int month = twoDigits(bytes, from + 5);
    int day = twoDigits(bytes, from + 8);
    int hour = twoDigits(bytes, from + 11);
    int minute = twoDigits(bytes, from + 14);
    if (century < 0
        || yearOfCentury < 0
        || bytes[from + 4] != '-'
        || month < 1
        || month > 12
        || bytes[from + 7] != '-'
        || day < 1
        || bytes[from + 10] != 'T'
        || hour < 0
        || hour > 23
        || bytes[from + 13] != ':'
        || minute < 0
        || minute > 59) {
      return false;
    }
    LocalDate first = LocalDate.of(century * 100 + yearOfCentury, month, 1);
    if (day > first.lengthOfMonth()) {
      return false;
    }
    minuteEpochSecond = (first.toEpochDay() + day - 1) * 86_400 + hour * 3_600L + minute * 60L;
    minuteHead = head;
    minuteTail = tail;
    return true;
  }

  /** {@code +01:00} in seconds; {@code Integer.MIN_VALUE} if it is none. */
  private static int offsetSeconds(byte[] bytes, int at, int to) {
    if (to - at < 6 || (bytes[at] != '+' && bytes[at] != '-') || bytes[at + 3] != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = twoDigits(bytes, at + 1);
    int minutes = twoDigits(bytes, at + 4);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return bytes[at] == '-' ? -seconds : seconds;
  }

  /** -1 if they are none. */
  private static int twoDigits(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  /** Eight digits at once, the first in the lowest byte; -1 if they are none. */
  private static int eightDigits(long text) {
    if ((text & 0xF0F0F0F0F0F0F0F0L) != 0x3030303030303030L
        || ((text + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) != 0x3030303030303030L) {
      return -1;
    }
    long pairs = ((text & 0x0F0F0F0F0F0F0F0FL) * 2_561) >>> 8;
    long fours = ((pairs & 0x00FF00FF00FF00FFL) * 6_553_601) >>> 16;
    return (int) (((fours & 0x0000FFFF0000FFFFL) * 42_949_672_960_001L) >>> 32);
  }
}
