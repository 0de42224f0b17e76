package io.ringtail.bench.node;

import java.time.LocalDate;

/** Times with nine digits in UTC, `2026-11-20T22:00:00.123456789Z`. */
final class Rfc3339 {
  private static final long NANOS = 1_000_000_000L;

  private Rfc3339() {}

  static long nanos(byte[] text, int at) {
    long day =
        LocalDate.of(number(text, at, 4), number(text, at + 5, 2), number(text, at + 8, 2))
            .toEpochDay();
    long second =
        day * 86_400
            + number(text, at + 11, 2) * 3_600L
            + number(text, at + 14, 2) * 60L
            + number(text, at + 17, 2);
    return second * NANOS + number(text, at + 20, 9);
  }

  private static int number(byte[] text, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      value = value * 10 + text[i] - '0';
    }
    return value;
  }
}
