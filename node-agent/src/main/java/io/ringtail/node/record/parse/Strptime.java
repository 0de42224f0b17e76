package io.ringtail.node.record.parse;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in a format of strptime's, with {@code %L} for a fraction of a second, as Fluent
 * Bit's parsers name it; {@code .%L} may be missing in the text. English names of months and days;
 * no zone means UTC.
 *
 * <p>What follows the format's end is not looked at, unless it is a zone. Threading: safe.
 */
public final class Strptime {
  private final List<TimeDirective> directives = new ArrayList<>();

  /**
   * @throws IllegalArgumentException if {@code format} has a directive that is not known, naming it
   */
  public Strptime(String format) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if ((c == '.' || c == ',') && format.startsWith("%L", i + 1)) {
        directives.add(TimeReading::optionalFraction);
        i += 2;
      } else if (c != '%') {
        directives.add(Character.isWhitespace(c) ? TimeDirective.BLANKS : TimeDirective.literal(c));
      } else if (++i == format.length()) {
        throw new IllegalArgumentException("the time format " + format + " ends with %");
      } else {
        directives.addAll(TimeDirective.of(format.charAt(i)));
      }
    }
  }

  /**
   * @param near what lies nearest to this is meant, where year or date are missing
   * @return null if {@code text} does not begin with a time of this format
   */
  public @Nullable Instant parse(String text, Instant near) {
    TimeReading reading = new TimeReading(text);
    for (TimeDirective directive : directives) {
      if (!directive.read(reading)) {
        return null;
      }
    }
    if (reading.offsetSeconds == null) {
      reading.zone();
    }
    try {
      return instant(reading, near);
    } catch (DateTimeException e) {
      // The 30th of February.
      return null;
    }
  }

  private static Instant instant(TimeReading read, Instant near) {
    if (read.epochSeconds != null) {
      return Instant.ofEpochSecond(read.epochSeconds, read.nanos);
    }
    ZoneOffset zone =
        read.offsetSeconds == null ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(read.offsetSeconds);
    LocalTime time =
        LocalTime.of(read.hour24(), read.minute, Math.min(read.second, 59), read.nanos);
    LocalDate today = near.atOffset(zone).toLocalDate();
    if (read.year != null) {
      return LocalDateTime.of(read.date(read.year), time).toInstant(zone);
    }
    if (read.month == null && read.day == null && read.dayOfYear == null) {
      return nearest(near, day -> today.plusDays(day).atTime(time).toInstant(zone));
    }
    return nearest(
        near,
        offset -> {
          int year = today.getYear() + offset;
          return read.exists(year) ? read.date(year).atTime(time).toInstant(zone) : Instant.MIN;
        });
  }

  private interface Candidate {
    Instant at(int offset);
  }

  private static Instant nearest(Instant near, Candidate candidates) {
    Instant best = candidates.at(0);
    for (int offset = -1; offset <= 1; offset += 2) {
      Instant other = candidates.at(offset);
      if (distance(other, near).compareTo(distance(best, near)) < 0) {
        best = other;
      }
    }
    if (best.equals(Instant.MIN)) {
      throw new DateTimeException("in none of the years around");
    }
    return best;
  }

  private static Duration distance(Instant a, Instant b) {
    return Duration.between(a, b).abs();
  }
}
