package io.ringtail.node.record.parse;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that is read from left to right, and what it has said so far about a time. */
final class TimeReading {
  private static final int NANO_DIGITS = 9;
  private static final int MAX_OFFSET_HOURS = 18;

  @Nullable Integer year;
  @Nullable Integer month;
  @Nullable Integer day;
  @Nullable Integer dayOfYear;
  int hour;
  @Nullable Boolean afternoon;
  int minute;
  int second;
  int nanos;
  @Nullable Integer offsetSeconds;
  @Nullable Long epochSeconds;

  private final String text;
  private int at;

  TimeReading(String text) {
    this.text = text;
  }

  boolean literal(char c) {
    boolean found = at < text.length() && text.charAt(at) == c;
    if (found) {
      at++;
    }
    return found;
  }

  void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** One to so many digits; negative if there is none. */
  long digits(int most) {
    int start = at;
    long value = 0;
    while (at < text.length() && at - start < most && isDigit(text.charAt(at))) {
      value = value * 10 + (text.charAt(at++) - '0');
    }
    return at == start ? -1 : value;
  }

  /** The same, within bounds; negative if it is not. */
  int number(int digits, int least, int most) {
    long value = digits(digits);
    return value < least || value > most ? -1 : (int) value;
  }

  /** A fraction and the point or comma before it, if they are there. */
  boolean optionalFraction() {
    if (literal('.') || literal(',')) {
      return fraction();
    }
    return true;
  }

  /** Any number of digits of a fraction; the first nine count. */
  boolean fraction() {
    int start = at;
    int value = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      boolean digit = at < text.length() && isDigit(text.charAt(at));
      value = value * 10 + (digit ? text.charAt(at++) - '0' : 0);
    }
    boolean found = at > start;
    digits(text.length());
    nanos = value;
    return found;
  }

  /** Which of {@code names} comes, in full or by its first three letters; negative if none does. */
  int name(List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (word(name, name.length()) || word(name, Math.min(3, name.length()))) {
        return i;
      }
    }
    return -1;
  }

  /** {@code Z}, {@code UTC}, {@code GMT}, {@code +0100}, {@code +01:00} or {@code +01}. */
  boolean zone() {
    int start = at;
    if (literal('Z') || word("UTC", 3) || word("GMT", 3)) {
      offsetSeconds = 0;
      return true;
    }
    int sign = literal('+') ? 1 : literal('-') ? -1 : 0;
    int hours = sign == 0 ? -1 : twoDigits();
    literal(':');
    int minutes = hours < 0 ? -1 : Math.max(0, twoDigits());
    if (hours < 0 || hours >= MAX_OFFSET_HOURS || minutes > 59) {
      at = start;
      return false;
    }
    offsetSeconds = sign * (hours * 3600 + minutes * 60);
    return true;
  }

  int hour24() {
    if (afternoon == null) {
      return hour;
    }
    return hour % 12 + (afternoon ? 12 : 0);
  }

  boolean exists(int inYear) {
    if (dayOfYear != null) {
      return dayOfYear <= Year.of(inYear).length();
    }
    return YearMonth.of(inYear, month == null ? 1 : month).isValidDay(day == null ? 1 : day);
  }

  LocalDate date(int inYear) {
    return dayOfYear != null
        ? LocalDate.ofYearDay(inYear, dayOfYear)
        : LocalDate.of(inYear, month == null ? 1 : month, day == null ? 1 : day);
  }

  private int twoDigits() {
    int start = at;
    long value = digits(2);
    if (at - start == 2) {
      return (int) value;
    }
    at = start;
    return -1;
  }

  /** The first letters of a word, in any case. */
  private boolean word(String word, int letters) {
    boolean found = text.regionMatches(true, at, word, 0, letters);
    if (found) {
      at += letters;
    }
    return found;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
