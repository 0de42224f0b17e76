package io.ringtail.sink.aws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The Date header of an answer (RFC 9110, section 6.6.1): the server's clock. */
public final class HttpDate {
  private HttpDate() {}

  /** Null where there is no header, or none that can be read. */
  public static @Nullable Instant parse(@Nullable String header) {
    if (header == null) {
      return null;
    }
    try {
      return ZonedDateTime.parse(
              header, DateTimeFormatter.RFC_1123_DATE_TIME.localizedBy(Locale.ROOT))
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
