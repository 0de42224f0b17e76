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
 * Bit's parsers name it; {@code .%L} may be missing in the text. English names of months and days.
 *
 * <p>No zone means UTC, unless that would be in the future: then the text was written in the local
 * time of somewhere east of it, and does not say when. Nor does one with the name of a zone, but
 * for UTC's.
 *
 * <p>What follows the format's end is not looked at, unless it is a zone. Threading: safe.
 */
public final class Strptime {
  /** Who writes a time and who receives the text may go by two clocks. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

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
   * @param written when the text was written, as far as is known; what lies nearest to it is meant
   *     where year or date are missing
   * @return null if {@code text} does not begin with a time of this format, or with one that cannot
   *     be
   */
  public @Nullable Instant parse(String text, Instant written) {
    TimeReading reading = new TimeReading(text);
    for (TimeDirective directive : directives) {
      if (!directive.read(reading)) {
        return null;
      }
    }
    boolean zoned = reading.offsetSeconds != null || reading.epochSeconds != null || reading.zone();
    try {
      Instant time = instant(reading, written);
      return zoned || !time.isAfter(written.plus(CLOCKS_DIFFER)) ? time : null;
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
