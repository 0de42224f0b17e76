package io.ringtail.node.record.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrptimeTest {
  private static final Instant NEAR = Instant.parse("2026-11-20T22:00:00Z");

  /** Formats of strptime's, and the same for Java. */
  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("%d/%b/%Y:%H:%M:%S %z", "dd/MMM/yyyy:HH:mm:ss xx"),
          Map.entry("%Y-%m-%dT%H:%M:%S.%L%z", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX"),
          Map.entry("%FT%T%z", "yyyy-MM-dd'T'HH:mm:ssXX"),
          Map.entry("%a, %d %B %Y %I:%M:%S %p %z", "EEE, dd MMMM yyyy hh:mm:ss a xx"),
          Map.entry("%A %e %h %Y %T %z", "EEEE d MMM yyyy HH:mm:ss x"),
          Map.entry("%Y %j %R:%S%z", "yyyy DDD HH:mm:ssxxx"),
          Map.entry("%D %H %M %S,%L %z", "MM/dd/yy HH mm ss,SSSSSSSSS xx"));

  @Property(tries = 2000)
  void readsWhatJavaWrites(@ForAll("times") OffsetDateTime time) {
    FORMATS.forEach(
        (format, pattern) -> {
          boolean fraction = format.contains("%L");
          OffsetDateTime written = fraction ? time : time.withNano(0);
          String text = written.format(DateTimeFormatter.ofPattern(pattern, Locale.US));

          assertThat(new Strptime(format).parse(text, NEAR))
              .as(format + " of " + text)
              .isEqualTo(written.toInstant());
        });
  }

  @Property(tries = 1000)
  void infersTheNearestYearButNotInTheFuture(
      @ForAll("times") OffsetDateTime near, @ForAll("days") int days) {
    OffsetDateTime time = near.withOffsetSameInstant(ZoneOffset.UTC).plusDays(days).withNano(0);
    String text = time.format(DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.US));

    assertThat(new Strptime("%b %d %H:%M:%S").parse(text, near.toInstant()))
        .isEqualTo(days > 0 ? null : time.toInstant());
  }

  @Property(tries = 1000)
  void neverThrows(@ForAll String text) {
    for (String format : FORMATS.keySet()) {
      new Strptime(format).parse(text, NEAR);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%u %F %k.%l %p | 5 2026-11-20 22.10 PM | 2026-11-20T22:00:00Z",
        "%s | 1795212000 | 2026-11-20T22:00:00Z",
        "%s.%L | 1795212000.25 | 2026-11-20T22:00:00.25Z",
        "%Y-%m-%dT%H:%M:%S.%L | 2026-11-20T22:00:00.1234567899 | 2026-11-20T22:00:00.123456789Z",
        // A zone that the format does not name counts.
        "%Y-%m-%dT%H:%M:%S.%L | 2026-11-20T23:00:00.5+01:00 | 2026-11-20T22:00:00.5Z",
        "%Y-%m-%dT%H:%M:%S | 2026-11-20T22:00:00Z and more | 2026-11-20T22:00:00Z",
        "%b %d %H:%M:%S | Nov  3 06:55:46 | 2026-11-03T06:55:46Z",
        "%H:%M:%S | 21:59:59 | 2026-11-20T21:59:59Z",
        "%H:%M:%S | 22:04:59 | 2026-11-20T22:04:59Z",
        "%H:%M:%S | 10:00:01 | 2026-11-20T10:00:01Z",
        "%d.%m.%y %H:%M | 20.11.99 22:00 | 1999-11-20T22:00:00Z",
        "%Y-%m-%d %H:%M:%S %Z | 2026-11-20 22:00:00 GMT | 2026-11-20T22:00:00Z",
        "%Y-%m-%d %H:%M:%S | 2025-12-31 23:59:60 | 2025-12-31T23:59:59Z",
      })
  void reads(String format, String text, String expected) {
    assertThat(new Strptime(format).parse(text, NEAR)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y-%m-%d | 2026-02-30",
        "%Y-%m-%d | 2026-13-01",
        "%b %d | Foo 1",
        "%H:%M | 24:00",
        "%d/%b/%Y | 20-Nov-2026",
        "%Y-%m-%dT%H:%M:%S %z | 2026-11-20T22:00:00 soon",
        "%b %d | Feb 30",
        "%Y-%m-%d %H:%M:%S.%L %Z | 2026-11-21 07:00:00.000 JST",
        "%Y-%m-%d %H:%M:%S %Z | 2026-11-20 23:00:00 CET",
        "%Y-%m-%d %H:%M:%S %Z | 2026-11-20 22:00:00",
        // Local time in Tokyo, as the runtime's own time says.
        "%Y-%m-%d %H:%M:%S | 2026-11-21 07:00:00",
        "%H:%M:%S | 07:00:00",
      })
  void refuses(String format, String text) {
    assertThat(new Strptime(format).parse(text, NEAR)).isNull();
  }

  @Test
  void findsTheLeapDayOfAYearAround() {
    assertThat(new Strptime("%b %d").parse("Feb 29", Instant.parse("2029-03-01T00:00:00Z")))
        .isNotNull();
  }

  @Test
  void namesTheDirectiveThatItDoesNotKnow() {
    assertThatThrownBy(() -> new Strptime("%Y %Q"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("%Q");
    assertThatThrownBy(() -> new Strptime("%Y %")).hasMessageContaining("ends with %");
  }

  @Provide
  Arbitrary<OffsetDateTime> times() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 2_500_000_000L).map(s -> s % 3_100_000_000L),
            Arbitraries.integers().between(0, 999_999_999),
            Arbitraries.integers().between(-12, 14))
        .as(
            (second, nano, hours) ->
                Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofHours(hours)));
  }

  @Provide
  Arbitrary<Integer> days() {
    return Arbitraries.integers().between(-170, 170);
  }
}
