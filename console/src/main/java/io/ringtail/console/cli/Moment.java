package io.ringtail.console.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in time: with a zone, without one (this machine's), a day, or milliseconds since 1970.
 */
public final class Moment implements ITypeConverter<Instant> {
  private static final int MIN_EPOCH_DIGITS = 9;

  @Override
  public Instant convert(String value) {
    try {
      if (value.length() >= MIN_EPOCH_DIGITS && value.chars().allMatch(Character::isDigit)) {
        return Instant.ofEpochMilli(Long.parseLong(value));
      }
      if (value.indexOf('T') < 0) {
        return LocalDate.parse(value).atStartOfDay(ZoneId.systemDefault()).toInstant();
      }
      boolean hasZone =
          value.endsWith("Z")
              || value.lastIndexOf('+') > 0
              || value.lastIndexOf('-') > value.indexOf('T');
      return hasZone
          ? OffsetDateTime.parse(value).toInstant()
          : LocalDateTime.parse(value).atZone(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw new TypeConversionException(
          "'"
              + value
              + "' is not a time: give 2026-11-20T22:00:00Z, 2026-11-20T22:00, 2026-11-20 or"
              + " milliseconds since 1970");
    }
  }
}
