package io.ringtail.node.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  private static final DateTimeFormatter TO_SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  private static final DateTimeFormatter NANOS = DateTimeFormatter.ofPattern("SSSSSSSSS");

  /** One for all tries: what it remembers of one time must not spoil the next. */
  private final Rfc3339 time = new Rfc3339();

  @Provide
  Arbitrary<Instant> instants() {
    long year0 = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();
    long year9999 = Instant.parse("9999-12-30T23:59:59Z").getEpochSecond();
    Arbitrary<Long> any = Arbitraries.longs().between(year0, year9999);
    Arbitrary<Long> near = Arbitraries.longs().between(1_795_000_000L, 1_795_000_300L);
    Arbitrary<Long> leapDays =
        Combinators.combine(
                Arbitraries.integers().between(1970, 2110),
                Arbitraries.integers().between(-86_400, 3 * 86_400))
            .as(
                (year, seconds) ->
                    OffsetDateTime.of(year, 2, 28, 0, 0, 0, 0, ZoneOffset.UTC).toEpochSecond()
                        + seconds);
    return Combinators.combine(
            Arbitraries.oneOf(any, near, leapDays), Arbitraries.integers().between(0, 999_999_999))
        .as(Instant::ofEpochSecond);
  }

  @Property(tries = 5_000)
  void readsWhatJavaTimeWrites(
      @ForAll("instants") Instant instant,
      @ForAll @IntRange(min = 0, max = 9) int digits,
      @ForAll @IntRange(min = -1439, max = 1439) int offsetMinutes) {
    ZoneOffset offset =
        ZoneOffset.ofTotalSeconds(Math.max(-1080, Math.min(1080, offsetMinutes)) * 60);
    OffsetDateTime local = instant.atOffset(offset);
    String fraction = NANOS.format(local).substring(0, digits);
    String text =
        TO_SECONDS.format(local)
            + (digits == 0 ? "" : "." + fraction)
            + (offset.equals(ZoneOffset.UTC) && digits % 2 == 0
                ? "Z"
                : offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId());

    assertThat(parse(text + " stdout")).isEqualTo(text.length());

    Instant expected = OffsetDateTime.parse(text).toInstant();
    assertThat(Instant.ofEpochSecond(time.epochSecond(), time.nanoOfSecond()))
        .as(text)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-20T22:00:00",
        "2026-11-20T22:00:00.Z",
        "2026-11-20T22:00:00.123",
        "2026-11-20T22:00:00.123456789",
        "2026-11-20 22:00:00.123Z",
        "2026-11-20T22:00:61.123Z",
        "2026-11-20T22:60:00.123Z",
        "2026-11-20T24:00:00.123Z",
        "2026-11-31T22:00:00.123Z",
        "2026-02-29T22:00:00.123Z",
        "2026-13-01T22:00:00.123Z",
        "2026-00-01T22:00:00.123Z",
        "2026-01-00T22:00:00.123Z",
        "2026-11-20T22:00:00.12a4Z",
        "2026-11-20T22:00:00.123456a89Z",
        "2026-11-20T22:00:00.123+0100",
        "2026-11-20T22:00:00.123+01:6",
        "2026-11-20T22:00:00.123+01:60",
        "2026-11-20T22:00:00.123 Z",
        "2026/11/20T22:00:00.123Z",
        "20a6-11-20T22:00:00.123Z",
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0:00Z"
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(parse(text)).isEqualTo(-1);
  }

  @Test
  void aRefusedTimeDoesNotSpoilTheNext() {
    parse("2026-11-20T22:00:00Z");
    parse("2026-11-31T22:00:00Z");
    assertThat(parse("2026-11-20T22:00:01.5Z")).isEqualTo(22);
    assertThat(Instant.ofEpochSecond(time.epochSecond(), time.nanoOfSecond()))
        .isEqualTo(Instant.parse("2026-11-20T22:00:01.5Z"));
  }

  @Test
  void tellsALeapSecondAsTheFirstOfTheNextMinute() {
    parse("2016-12-31T23:59:60.25Z");
    assertThat(Instant.ofEpochSecond(time.epochSecond(), time.nanoOfSecond()))
        .isEqualTo(Instant.parse("2017-01-01T00:00:00.25Z"));
  }

  @Test
  void passesOverDigitsBelowTheNanosecond() {
    assertThat(parse("2026-11-20T22:00:00.123456789987Z")).isEqualTo(33);
    assertThat(time.nanoOfSecond()).isEqualTo(123_456_789);
  }

  private int parse(String text) {
    return time.parse(text.getBytes(US_ASCII), 0, text.length());
  }
}
